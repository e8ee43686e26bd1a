import { isPrintable } from '@legator/contracts';
import { z } from 'zod';
import { fact, FACT_FIELDS } from './fact-fields.js';
import type { FactField, FactKind, FactList } from './fact-fields.js';

const Word = z.string().max(256).refine(isPrintable, 'is not printable');
const Value = z.union([Word, z.number(), z.boolean()]);

/**
 * `like` has `*` for anything; text is compared without regard to case, but for the name of a package that is wanted: it is
 * as typed or in small letters. Times are RFC 3339.
 */
const OPS = [
  'eq',
  'ne',
  'in',
  'not_in',
  'like',
  'not_like',
  'gt',
  'gte',
  'lt',
  'lte',
  'known',
  'unknown',
] as const;

const Field = z.enum(FACT_FIELDS);

/**
 * A condition on a list (`package.name`) chooses hosts that have such a thing, all conditions of one list the same thing;
 * `ne`, `not_in` and `not_like` those that have none. Where the rows are the things themselves, it chooses among them.
 */
export const FactCondition = z
  .strictObject({
    field: Field,
    op: z.enum(OPS),
    value: z.union([Value, z.array(Value).min(1).max(100)]).optional(),
  })
  .superRefine((condition, context) => {
    const message = mistakeIn(condition);
    if (message) context.addIssue({ code: 'custom', path: ['value'], message });
  });
export type FactCondition = z.infer<typeof FactCondition>;

export const FactAggregate = z.strictObject({
  fn: z.enum(['count', 'sum', 'avg', 'min', 'max', 'median']),
  field: Field.optional(),
});
export type FactAggregate = z.infer<typeof FactAggregate>;

/** A question about the fleet in types: which hosts (or things of theirs), what of them, in which order. */
export const FactQuery = z
  .strictObject({
    where: z.array(FactCondition).max(20).default([]),
    select: z.array(Field).max(12).default([]),
    group_by: z.array(Field).max(2).default([]),
    aggregate: z.array(FactAggregate).max(6).default([]),
    sort: z.strictObject({ field: Field, descending: z.boolean().default(false) }).optional(),
    limit: z.int().min(1).max(200).default(20),
  })
  .superRefine((query, context) => {
    const message = wrongWith(query);
    if (message) context.addIssue({ code: 'custom', message });
  });
export type FactQuery = z.output<typeof FactQuery>;
export type FactQueryInput = z.input<typeof FactQuery>;

/** The list whose things are the rows; without one the rows are hosts. */
export function listOf(
  query: Pick<FactQuery, 'select' | 'group_by' | 'aggregate' | 'sort'>,
): FactList | undefined {
  return listsOf(query)[0];
}

export function isNumeric(kind: FactKind): boolean {
  return ['number', 'bytes', 'percent', 'seconds', 'rate'].includes(kind);
}

function listsOf({
  select,
  group_by,
  aggregate,
  sort,
}: Pick<FactQuery, 'select' | 'group_by' | 'aggregate' | 'sort'>) {
  const fields = [
    ...select,
    ...group_by,
    ...aggregate.flatMap(({ field }) => field ?? []),
    ...(sort ? [sort.field] : []),
  ];
  return [...new Set(fields.flatMap((field) => fact(field).list ?? []))];
}

function wrongWith(query: FactQuery): string | undefined {
  const { select, group_by, aggregate, sort } = query;
  if (listsOf(query).length > 1)
    return 'rows can be of one list only: ask for mounts, packages, services apart';
  if (aggregate.length > 0 && select.length > 0) return 'with aggregate there is no select; use group_by';
  if (group_by.length > 0 && aggregate.length === 0) return 'group_by needs an aggregate, such as count';
  if (
    group_by.some((field) => isNumeric(fact(field).kind) || fact(field).kind === 'time' || field === 'family')
  )
    return 'group_by takes words, not numbers';
  if (
    aggregate.length > 0 &&
    sort &&
    !group_by.includes(sort.field) &&
    !aggregate.some(({ field }) => field === sort.field)
  )
    return 'with aggregate, sort by one of its fields';
  const odd = aggregate.find(({ fn, field }) => fn !== 'count' && !(field && isNumeric(fact(field).kind)));
  return odd && `${odd.fn} needs a field that is a number`;
}

function mistakeIn({
  field,
  op,
  value,
}: {
  field: FactField;
  op: string;
  value?: unknown;
}): string | undefined {
  const { kind } = fact(field);
  if (op === 'known' || op === 'unknown') return value === undefined ? undefined : `${op} takes no value`;
  if (value === undefined) return `${op} needs a value`;
  const many = op === 'in' || op === 'not_in';
  if (Array.isArray(value) !== many) return many ? `${op} needs a list` : `${op} needs one value`;
  const compares = ['gt', 'gte', 'lt', 'lte'].includes(op);
  if (compares && !isNumeric(kind) && kind !== 'time' && kind !== 'version')
    return `${field} is not compared by size`;
  if (op.endsWith('like') && (isNumeric(kind) || kind === 'time' || kind === 'flag'))
    return `${field} is not text`;
  const values: unknown[] = Array.isArray(value) ? value : [value];
  const bad = values.find((one) => !fitsKind(kind, one));
  return bad === undefined ? undefined : `${field} needs ${neededFor(kind)}`;
}

function fitsKind(kind: FactKind, value: unknown): boolean {
  if (isNumeric(kind)) return typeof value === 'number' && Number.isFinite(value);
  if (kind === 'flag') return typeof value === 'boolean';
  if (kind === 'time') return typeof value === 'string' && isMoment(value);
  return typeof value === 'string';
}

function isMoment(text: string): boolean {
  return z.iso.datetime({ offset: true }).safeParse(text).success;
}

function neededFor(kind: FactKind): string {
  if (isNumeric(kind)) return 'a number';
  if (kind === 'flag') return 'true or false';
  return kind === 'time' ? 'a time such as 2026-01-31T09:00:00Z' : 'text';
}
