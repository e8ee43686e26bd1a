import type { ExpectedGroup, ExpectedRow } from '@legator/contracts';
import type { CommandWords, Told } from './command-words.js';
import { expectedRows } from './expected-rows.js';
import type { HostFacts } from './host-facts.js';

/** Of each group, and of groups. */
const NAMED = 3;
const MOST_ROWS = 12;
const MOST_GROUPS = 4;

/** A host of which nothing is known, or nothing may be said. */
const NOBODY: HostFacts = { id: '', hostname: '', vitals: null, vitalsAt: null, inventory: null };

/** What is expected of each host, said once for all of which the same is expected; the most common first. */
export function expectedGroups(
  effects: readonly Told[],
  words: CommandWords,
  { hosts, count }: { readonly hosts: readonly HostFacts[]; readonly count: number },
): { groups: ExpectedGroup[]; more: number } {
  if (hosts.length === 0) {
    const rows = expectedRows(effects, words, NOBODY);
    return { groups: rows.length > 0 ? [groupOf([], rows, count)] : [], more: 0 };
  }
  const told = hosts.map((host) => ({ host, rows: expectedRows(effects, words, host) }));
  const alike = [...Map.groupBy(told, ({ rows }) => JSON.stringify(rows)).values()]
    .filter(([first]) => first!.rows.length > 0)
    .sort((a, b) => b.length - a.length);
  return {
    groups: alike.slice(0, MOST_GROUPS).map((members) =>
      groupOf(
        members.map(({ host }) => host),
        members[0]!.rows,
        members.length,
      ),
    ),
    more: alike.slice(MOST_GROUPS).reduce((sum, { length }) => sum + length, 0),
  };
}

function groupOf(hosts: readonly HostFacts[], rows: readonly ExpectedRow[], count: number): ExpectedGroup {
  const times = hosts.map(({ inventory }) => inventory?.at.getTime());
  const known = times.filter((time) => time !== undefined);
  const all = known.length > 0 && known.length === times.length;
  return {
    probes: hosts.slice(0, NAMED).map(({ id, hostname }) => ({ id, hostname })),
    count,
    inventory_at: all ? new Date(Math.min(...known)).toISOString() : null,
    rows: rows.slice(0, MOST_ROWS),
    more_rows: Math.max(0, rows.length - MOST_ROWS),
  };
}
