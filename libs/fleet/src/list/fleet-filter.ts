import type { Condition, FleetQuery, Range } from './fleet-query.js';
import { CPU_SHARE, DISK_SHARE, MEMORY_SHARE, SCORE } from './fleet-columns.js';

/** Some of the conditions, and what they mean over `fleet_probe p`. */
interface Slot {
  readonly holds: (condition: Condition) => boolean;
  readonly type: 'text[]' | 'nummultirange' | 'tstzmultirange';
  /** What a fitting row fulfils, given the value's place in the statement. */
  readonly test: (value: string) => string;
  /** Where the negated one is not simply its opposite. */
  readonly negated?: (value: string) => string;
}

/** All that a word is looked for in; a line break keeps it from reaching over two of them. */
const HAYSTACK = `(lower(p.hostname) || E'\\n' || p.id || E'\\n' || coalesce(p.address, '') || E'\\n'
  || coalesce(lower(p.distribution), '') || E'\\n' || array_to_string(p.tags, E'\\n'))`;

const of =
  (...keys: Condition['key'][]) =>
  ({ key }: Condition) =>
    keys.includes(key);

const text = (key: Condition['key'], test: (value: string) => string): Slot => ({
  ...{ holds: of(key), type: 'text[]', test },
});
const like = (column: string) => (value: string) => `lower(${column}) like any (${value})`;
const within = (key: Condition['key'], number: string): Slot => ({
  ...{ holds: of(key), type: 'nummultirange', test: (value) => `${value} @> ${number}` },
});

const STATUS = text('status', (value) => `p.status = any (${value})`);

const SLOTS: readonly Slot[] = [
  {
    ...text('word', (value) => `${HAYSTACK} like all (${value})`),
    negated: (value) => `${HAYSTACK} like any (${value})`,
  },
  text('tag', (value) => `exists (select from unnest(p.tags) tag where tag like any (${value}))`),
  text('os', (value) => `(${like('p.os')(value)} or ${like('p.distribution')(value)})`),
  // Its id or its name. The few sites are looked through once, not once for each probe.
  text(
    'site',
    (value) => `p.site_id in (select s.id from fleet_site s
      where s.id like any (${value}) or lower(s.name) like any (${value}))`,
  ),
  text('host', like('p.hostname')),
  text('version', like('p.version')),
  STATUS,
  text('policy', (value) => `p.level = any (${value})`),
  within('health', `${SCORE}::numeric`),
  within('cpu', CPU_SHARE),
  within('mem', MEMORY_SHARE),
  within('disk', DISK_SHARE),
  {
    ...{ holds: of('seen'), type: 'tstzmultirange' },
    test: (value) => `${value} @> coalesce(p.last_seen_at, '-infinity')`,
  },
];

/** How many values `FLEET_WHERE` takes; further ones come behind them. */
export const FILTER_VALUES = SLOTS.length * 2;

/**
 * The condition over `fleet_probe p`, of one text whatever was typed: the database keeps each text it was sent, so
 * there must not be as many as there are filters. Each slot has a value that must fit and one that must not; null asks
 * for nothing, and costs nothing because the planner sees it.
 */
export const FLEET_WHERE = SLOTS.map(condition).join('\n  and ');

/** Its two parts, for those who count by status what the rest chooses. The second needs no more than `p.status`. */
export const WHERE_WITHOUT_STATUS = part((slot) => slot !== STATUS);
export const WHERE_STATUS = part((slot) => slot === STATUS);

function part(chosen: (slot: Slot) => boolean): string {
  return SLOTS.flatMap((slot, at) => (chosen(slot) ? [condition(slot, at)] : [])).join('\n  and ');
}

function condition({ type, test, negated = test }: Slot, at: number): string {
  const [yes, no] = [`$${at * 2 + 1}::${type}`, `$${at * 2 + 2}::${type}`];
  return `(${yes} is null or ${test(yes)}) and (${no} is null or not coalesce(${negated(no)}, false))`;
}

/** The values for `FLEET_WHERE`. Ages are counted from `now`. */
export function filterValues(query: FleetQuery, now: Date): unknown[] {
  return SLOTS.flatMap(({ holds, type }) =>
    [false, true].map((negated) => {
      const conditions = query.filter((one) => one.negated === negated && holds(one));
      if (conditions.length === 0) return null;
      const values = conditions.map((condition) => valueOf(condition, now));
      return type === 'text[]' ? values : `{${values.join(',')}}`;
    }),
  );
}

function valueOf(condition: Condition, now: Date): string {
  switch (condition.key) {
    case 'status':
    case 'policy':
      return condition.text;
    case 'health':
    case 'cpu':
    case 'mem':
    case 'disk':
      return range(upToFull(condition.range), String, '');
    case 'seen':
      if (condition.range === 'never') return '[-infinity,-infinity]';
      return range(
        toMoments(condition.range),
        (ms) => `"${new Date(now.getTime() + ms).toISOString()}"`,
        '-infinity',
      );
    default:
      return pattern(condition);
  }
}

function pattern({ key, text, exact }: Extract<Condition, { exact: boolean }>): string {
  const name = key === 'os' && text === 'macos' ? 'darwin' : text;
  const escaped = name.replace(/[\\%_]/g, '\\$&');
  const globbed = exact ? escaped : escaped.replaceAll('*', '%');
  return key === 'word' ? `%${globbed}%` : globbed;
}

/** What is shown as 100 may be more in the table. */
function upToFull(range: Range): Range {
  const { to, withTo } = range;
  return to !== undefined && (to > 100 || (to === 100 && withTo)) ? { ...range, to: undefined } : range;
}

/** Longer ago is earlier. */
function toMoments({ from, to, withFrom, withTo }: Range): Range {
  return { from: minus(to), to: minus(from), withFrom: withTo, withTo: withFrom };
}

function minus(number: number | undefined): number | undefined {
  return number === undefined ? undefined : -number;
}

/** As PostgreSQL writes a range. `least` is excluded where there is no lower end: it stands for what never was. */
function range({ from, to, withFrom, withTo }: Range, show: (end: number) => string, least: string): string {
  const lower = from === undefined ? `(${least}` : `${withFrom ? '[' : '('}${show(from)}`;
  const upper = to === undefined ? ')' : `${show(to)}${withTo ? ']' : ')'}`;
  return `${lower},${upper}`;
}
