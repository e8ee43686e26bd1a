import { fact } from '@legator/fleet';
import type { FactAnswer, FactCondition, FactField, FactRow, FleetFacts } from '@legator/fleet';
import type { Reading } from '../reading/reading.js';
import { factTable } from './fact-table.js';
import { isSize, named, phraseOf, valueText, withBeside } from './field-words.js';
import { hosts, plainReply, sourceOf } from './reply.js';
import type { Reply } from './reply.js';

type Rank = Extract<Reading, { kind: 'rank' }>;

const USUAL = 10;
/** Of those that are silent so many stand below the others. */
const SILENT = 3;

/** Who has the most. Hosts that are silent are ranked by themselves: what they told is not so any more, perhaps. */
export async function rankReply(
  facts: FleetFacts,
  { field, direction, top = USUAL }: Rank,
  where: readonly FactCondition[],
  now: Date,
): Promise<Reply> {
  const ask = (more: readonly FactCondition[], limit: number) =>
    facts.query({
      where: [...where, { field, op: 'known' }, ...more],
      select: withBeside(field),
      sort: { field, descending: direction === 'most' },
      limit,
    });
  if (!('measured' in fact(field))) return told(await ask([], top), field, direction, now);
  const fresh = await ask([{ field: 'fresh', op: 'eq', value: true }], top);
  const silent = await ask([{ field: 'fresh', op: 'eq', value: false }], SILENT);
  return told(fresh, field, direction, now, silent);
}

function told(
  found: FactAnswer,
  field: FactField,
  direction: 'most' | 'least',
  now: Date,
  silent?: FactAnswer,
): Reply {
  const [first] = found.rows;
  const rows = [...found.rows, ...(silent?.rows ?? [])];
  if (!first && rows.length === 0)
    return plainReply(`No host of these has told its ${phraseOf(field)}.`, [
      sourceOf(found, 'What was told'),
    ]);
  const table = factTable({ columns: found.columns, rows, total: found.total + (silent?.total ?? 0) }, now);
  const about = { ...found, probes: found.probes + (silent?.probes ?? 0) };
  const source = sourceOf(
    about,
    fact(field).kind === 'time' || !('measured' in fact(field)) ? 'Inventory' : 'Measurements',
  );
  return {
    text: first
      ? sentence(found.rows, field, direction, now) + beyond(found, silent, direction, now)
      : allSilent(rows),
    parts: [table, source],
  };
}

function sentence(
  rows: readonly FactRow[],
  field: FactField,
  direction: 'most' | 'least',
  now: Date,
): string {
  const [first] = rows;
  const same = rows.filter(({ values }) => values[0] === first!.values[0]);
  const value = wholeOf(field, first!, now);
  const who = same.length > 3 ? `${same.length} hosts` : list(same.map(nameOf));
  const lead = `${who} ${same.length > 1 ? 'have' : 'has'} the ${superlative(field, direction)}: ${value}${same.length > 1 ? ' each' : ''}.`;
  const next = rows.slice(same.length, same.length + 2);
  if (next.length === 0) return lead;
  return `${lead} Then ${list(next.map((row) => `${nameOf(row)} (${valueText(field, row.values[0]!, now)})`))}.`;
}

/** "820 GiB of 1.0 TiB", "97 % at /var". */
function wholeOf(field: FactField, { values }: FactRow, now: Date): string {
  const beside = withBeside(field);
  const other = (name: FactField) => valueText(name, values[beside.indexOf(name)] ?? null, now);
  const value = valueText(field, values[0]!, now);
  if (field === 'disk_free') return `${value} of ${other('disk_total')}`;
  if (field === 'memory_free') return `${value} of ${other('memory_total')}`;
  if (field === 'disk_percent' && other('disk_mount') !== '–')
    return `${value} at ${named(other('disk_mount'))}`;
  return field === 'mount.percent' ? `${value} at ${named(other('mount.path'))}` : value;
}

function superlative(field: FactField, direction: 'most' | 'least'): string {
  const phrase = phraseOf(field);
  if (field === 'last_seen' || field === 'registered')
    return `${direction === 'most' ? 'latest' : 'earliest'} ${phrase}`;
  if (fact(field).kind === 'version') return `${direction === 'most' ? 'newest' : 'oldest'} ${phrase}`;
  if (field === 'uptime') return `${direction === 'most' ? 'longest' : 'shortest'} uptime`;
  if (['cpus', 'packages', 'services', 'processes'].includes(field))
    return `${direction === 'most' ? 'most' : 'fewest'} ${phrase}`;
  return isSize(field) && /free|total/.test(field)
    ? `${direction} ${phrase}`
    : `${direction === 'most' ? 'highest' : 'lowest'} ${phrase}`;
}

/** Whether somebody silent had more when it was last heard of. */
function beyond(
  found: FactAnswer,
  silent: FactAnswer | undefined,
  direction: 'most' | 'least',
  now: Date,
): string {
  const [best, other] = [found.rows[0]?.values[0], silent?.rows[0]?.values[0]];
  if (typeof best !== 'number' || typeof other !== 'number') return '';
  if (direction === 'most' ? other <= best : other >= best) return '';
  const row = silent!.rows[0]!;
  const field = silent!.columns[0]!.field;
  return ` ${nameOf(row)} said ${valueText(field, other, now)} before it went silent; that is old.`;
}

function allSilent(rows: readonly FactRow[]): string {
  return `None of ${hosts(rows.length)} below is heard of now; this is what they told last.`;
}

function nameOf({ probe }: FactRow): string {
  return named(probe!.hostname || probe!.id);
}

export function list(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
