import type { ExpectedRow } from '@legator/contracts';
import { accountRow, mountRow, powerRow, processRow, settingRow } from './host-rows.js';
import { fileRows } from './file-rows.js';
import type { CommandWords, Told } from './command-words.js';
import type { HostFacts } from './host-facts.js';
import { packageRow } from './package-rows.js';
import { serviceRow } from './service-rows.js';

/** What is known of one effect on one host; undefined where the effect says nothing of how something is afterwards. */
export type RowMaker = (effect: Told, words: CommandWords, host: HostFacts) => ExpectedRow | undefined;

const MAKERS: Readonly<Record<string, RowMaker>> = {
  service: serviceRow,
  package: packageRow,
  account: accountRow,
  mount: mountRow,
  power: powerRow,
  process: processRow,
  setting: settingRow,
};

/**
 * How the things that a command is about are now, as the host told last, and what the command says they will be. What
 * nobody told is null before; what acts elsewhere (in a container, over ssh) is not looked up here at all.
 */
export function expectedRows(effects: readonly Told[], words: CommandWords, host: HostFacts): ExpectedRow[] {
  const found = effects.flatMap((effect) => {
    const row = Object.hasOwn(MAKERS, effect.kind) ? MAKERS[effect.kind]!(effect, words, host) : undefined;
    return row ? [row] : [];
  });
  const rows = joined([...found, ...fileRows(effects)]);
  return words.isElsewhere ? rows.map((row) => ({ ...row, before: null })) : rows;
}

/** One row for each thing and side of it: stopped and started again is said in one. */
function joined(rows: readonly ExpectedRow[]): ExpectedRow[] {
  const each = new Map<string, ExpectedRow>();
  for (const row of rows) {
    const key = JSON.stringify([row.kind, row.subject, row.before]);
    const known = each.get(key);
    const afters = known ? new Set([...known.after.split(OR), row.after]) : new Set([row.after]);
    each.set(key, { ...row, after: [...afters].join(OR) });
  }
  return [...each.values()];
}

const OR = ' or ';
