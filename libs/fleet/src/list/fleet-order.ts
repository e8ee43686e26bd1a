import type { FleetSort } from '@legator/contracts';
import { invalidAt } from '@legator/core';
import { readCursor, writeCursor } from '../probes/cursor.js';
import { CPU_SHARE, DISK_SHARE, MEMORY_SHARE, SCORE } from './fleet-columns.js';

/** What rows are sorted by before their id settles it; never null, so that the end of a page can be compared with. */
interface Key {
  readonly sql: string;
  readonly type: 'text' | 'bigint';
}

const NAME: Key = { sql: `lower(p.hostname)`, type: 'text' };

const number = (sql: string): Key => ({ sql: `(${sql})::bigint`, type: 'bigint' });
const moment = (column: string) => number(`coalesce(extract(epoch from ${column}) * 1000000, -1)`);
/** Thousandths, of a million percent at most: a host may tell any numbers, and none may break the list of all others. */
const MAX_SHARE = 1_000_000_000;
/** What was not measured comes before the idlest. */
const share = (sql: string) => number(`least(coalesce(${sql} * 1000, -1), ${MAX_SHARE})`);

/**
 * Whoever needs somebody first, in half points: degraded and down, then all others; in each by the score. A host that
 * is down has none that counts and stands as one of 70, behind those that are worse and still answer. One that has not
 * come yet stands among the healthy ones, at 95½, where it is found without being in the way.
 */
const URGENCY = number(`case p.status
  when 'offline' then 140
  when 'degraded' then coalesce(${SCORE}, 0) * 2
  when 'pending' then 1191
  else 1000 + coalesce(${SCORE} * 2, 191) end`);

const SEVERITY = number(
  `case p.status when 'offline' then 0 when 'degraded' then 1 when 'pending' then 2 else 3 end`,
);

type Column = FleetSort extends infer S ? (S extends `-${string}` ? never : S) : never;

const KEYS: Record<Column, readonly Key[]> = {
  health: [URGENCY, NAME],
  hostname: [NAME],
  last_seen: [moment('p.last_seen_at')],
  registered: [moment('p.registered_at')],
  cpu: [share(CPU_SHARE), NAME],
  memory: [share(MEMORY_SHARE), NAME],
  disk: [share(DISK_SHARE), NAME],
  status: [SEVERITY, NAME],
};

/** An order of the fleet in which no two probes stand at one place: keys, and the id that settles ties. */
export interface FleetOrder {
  /** What is selected from `fleet_probe p` to sort by: columns `k0`, `k1`, … and `id`. */
  readonly keys: string;
  /** What `order by` takes where those columns are. */
  readonly orderBy: string;
  /** The place of a row among them, of type `text[]`. */
  readonly place: string;
  /** Types of what a place is made of, the id last. */
  readonly types: readonly Key['type'][];
  /** Rows behind a place, whose parts are the values from `$first` on. */
  after(first: number): string;
}

export function orderOf(sort: FleetSort): FleetOrder {
  const descending = sort.startsWith('-');
  const keys = KEYS[(descending ? sort.slice(1) : sort) as Column];
  const names = [...keys.map((_key, at) => `k${at}`), 'id'];
  const types = [...keys.map(({ type }) => type), 'text' as const];
  return {
    keys: [...keys.map(({ sql }, at) => `${sql} as k${at}`), 'p.id'].join(', '),
    orderBy: names.map((name) => `${name} ${descending ? 'desc' : 'asc'}`).join(', '),
    place: `array[${names.map((name) => `${name}::text`).join(', ')}]`,
    types,
    after: (first) =>
      `(${names.join(', ')}) ${descending ? '<' : '>'} (${types.map((type, at) => `$${first + at}::${type}`).join(', ')})`,
  };
}

export function writePlace(sort: FleetSort, place: readonly string[]): string {
  return writeCursor({ sort, value: JSON.stringify(place.slice(0, -1)), id: place.at(-1)! });
}

/** @throws `invalid_cursor` for what this order has not given out */
export function readPlace(sort: FleetSort, cursor: string): string[] {
  const { value, id } = readCursor(cursor, sort);
  const { types } = orderOf(sort);
  const place = [...parse(value), id];
  if (place.length !== types.length || !place.every((part, at) => fits(part, types[at]!)))
    throw invalidAt('cursor', 'is not one that this list gave out', 'invalid_cursor');
  return place as string[];
}

function fits(part: unknown, type: Key['type']): boolean {
  if (typeof part !== 'string') return false;
  return type === 'bigint' ? /^-?\d{1,18}$/.test(part) : part.isWellFormed() && !part.includes('\0');
}

function parse(text: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}
