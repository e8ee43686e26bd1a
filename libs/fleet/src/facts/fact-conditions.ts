import { fact } from './fact-fields.js';
import type { Fact, FactList } from './fact-fields.js';
import { hasPackage, thingsOf } from './fact-lists.js';
import { isNumeric } from './fact-query.js';
import type { FactCondition } from './fact-query.js';

/** Values of a statement, in the order of their places. Nothing that was asked becomes part of its text. */
export class Values {
  readonly all: unknown[] = [];

  /** @returns the place, as the statement names it */
  add(value: unknown, type: string): string {
    this.all.push(value);
    return `$${this.all.length}::${type}`;
  }
}

const COMPARED: Readonly<Record<string, string>> = { gt: '>', gte: '>=', lt: '<', lte: '<=' };
const NEGATED: Readonly<Record<string, FactCondition['op']>> = { ne: 'eq', not_in: 'in', not_like: 'like' };

/** What a fitting host fulfils, over `fleet_probe p` and `fleet_inventory i`; those on `own` are left to `itemTest`. */
export function hostTest(where: readonly FactCondition[], values: Values, own?: FactList): string {
  const plain = where.filter(({ field }) => !fact(field).list).map((one) => test(one, values));
  const lists = [...new Set(where.flatMap(({ field }) => fact(field).list ?? []))].filter(
    (list) => list !== own,
  );
  return [...plain, ...lists.flatMap((list) => listTests(list, where, values))].join(' and ') || 'true';
}

/** What a fitting thing of the list fulfils. */
export function itemTest(where: readonly FactCondition[], values: Values, own: FactList): string {
  const fitting = where.filter(({ field }) => fact(field).list === own);
  return fitting.map((one) => test(one, values)).join(' and ') || 'true';
}

/** One thing that is all that is wanted, and none that is unwanted. */
function listTests(list: FactList, where: readonly FactCondition[], values: Values): string[] {
  const of = where.filter(({ field }) => fact(field).list === list);
  const wanted = of.filter(({ op }) => !NEGATED[op]);
  const unwanted = of.filter(({ op }) => NEGATED[op]).map((one) => ({ ...one, op: NEGATED[one.op]! }));
  const has = (some: readonly FactCondition[]) =>
    (list === 'package' && some === wanted && hasPackage(some, values)) ||
    `exists (select from ${thingsOf(list, some === wanted ? some : [], values)} where ${some.map((one) => test(one, values)).join(' and ')})`;
  return [
    ...(wanted.length > 0 ? [has(wanted)] : []),
    ...unwanted.map((one) => `i.probe_id is not null and not ${has([one])}`),
  ];
}

function test({ field, op, value }: FactCondition, values: Values): string {
  const of: Fact = fact(field);
  if (op === 'known')
    return of.kind === 'texts' ? `cardinality(${of.sql}) > 0` : `nullif(${of.sql}::text, '') is not null`;
  if (op === 'unknown') return `not (${test({ field, op: 'known' }, values)})`;
  const positive = NEGATED[op];
  if (positive) return `not coalesce(${test({ field, op: positive, value }, values)}, false)`;
  if (of.kind === 'texts') return wordsTest(of.sql, op, value, values);
  if (of.kind === 'flag') return `${of.sql} = ${values.add(value, 'boolean')}`;
  if (isNumeric(of.kind)) return numberTest(of, op, value, values);
  if (of.kind === 'time') return momentTest(of.sql, op, value, values);
  if (COMPARED[op]) return `${versionKey(of.sql)} ${COMPARED[op]} ${versionKey(values.add(value, 'text'))}`;
  return textTest(`lower(${of.sql})`, op, value, values);
}

function numberTest({ kind, sql }: Fact, op: string, value: unknown, values: Values): string {
  if (op === 'in') return `(${sql})::float8 = any(${values.add(value, 'float8[]')})`;
  const place = values.add(value, 'float8');
  if (COMPARED[op]) return `(${sql})::float8 ${COMPARED[op]} ${place}`;
  // A share is meant as it is shown.
  return kind === 'percent' ? `abs((${sql})::float8 - ${place}) < 0.5` : `(${sql})::float8 = ${place}`;
}

function momentTest(sql: string, op: string, value: unknown, values: Values): string {
  if (op === 'in') return `${sql} = any(${values.add(value, 'timestamptz[]')})`;
  return `${sql} ${COMPARED[op] ?? '='} ${values.add(value, 'timestamptz')}`;
}

function wordsTest(sql: string, op: string, value: unknown, values: Values): string {
  if (op === 'in') return `${sql} && ${values.add((value as string[]).map(lower), 'text[]')}`;
  if (op === 'eq') return `${sql} @> array[${values.add(lower(value), 'text')}]`;
  return `exists (select from unnest(${sql}) word where word like ${values.add(pattern(value), 'text')})`;
}

function textTest(sql: string, op: string, value: unknown, values: Values): string {
  if (op === 'in') return `${sql} = any(${values.add((value as string[]).map(lower), 'text[]')})`;
  if (op === 'like') return `${sql} like ${values.add(pattern(value), 'text')}`;
  return `${sql} = ${values.add(lower(value), 'text')}`;
}

/** Numbers of a version one by one, so that 5.9 comes before 5.15. */
export function versionKey(sql: string): string {
  return `array(select lpad(m[1], 12, '0') from regexp_matches(${sql}, '\\d+', 'g') m)`;
}

function pattern(value: unknown): string {
  return lower(value)
    .replace(/[\\%_]/g, '\\$&')
    .replaceAll('*', '%');
}

function lower(value: unknown): string {
  return String(value).toLowerCase();
}
