import { hostTest, itemTest, Values, versionKey } from './fact-conditions.js';
import { fact } from './fact-fields.js';
import type { FactField, FactList } from './fact-fields.js';
import { thingsOf } from './fact-lists.js';
import { isNumeric, listOf } from './fact-query.js';
import type { FactAggregate, FactCondition, FactQuery } from './fact-query.js';

export interface Statement {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** What is known of each row's host beside what was asked for. */
const HOST = `p.id, p.hostname, p.status, ${fact('fresh').sql} as fresh, p.vitals_at, i.received_at`;

/** One row for each host, or for each thing of the list that is asked about: columns `c0`, `c1`, … as selected. */
export function rowsStatement(query: FactQuery): Statement {
  const { select, sort, limit } = query;
  const values = new Values();
  const columns = select.map((field, at) => `${shown(field)} as c${at}`);
  const order = sort ? [`${sortKey(sort.field)} ${sort.descending ? 'desc' : 'asc'} nulls last`] : [];
  const things = listOf(query) ? select.map((_one, at) => `c${at}`) : [];
  const sql = `select ${[HOST, ...columns].join(', ')}, count(*) over () as total
    ${from(query, values)}
    order by ${[...order, 'lower(p.hostname)', 'p.id', ...things].join(', ')}
    limit ${values.add(limit, 'int')}`;
  return { sql, values: values.all };
}

/** One row for each group: columns `g0`, … and `a0`, …, and how many hosts it is of. */
export function groupsStatement(query: FactQuery): Statement {
  const { group_by, aggregate, sort, limit } = query;
  const values = new Values();
  const groups = group_by.map((field, at) => `${grouped(field)} as g${at}`);
  const sums = aggregate.map((one, at) => `${summed(one)} as a${at}`);
  const source = from(query, values, group_by);
  const keys = group_by.map((_one, at) => `g${at}`);
  const sql = `select * , count(*) over () as total from (
      select ${[...groups, ...sums, 'count(distinct p.id)::int as probes'].join(', ')} ${source}
      ${keys.length > 0 ? `group by ${keys.join(', ')}` : ''}) grouped
    order by ${orderOfGroups(query, sort)} limit ${values.add(limit, 'int')}`;
  return { sql, values: values.all };
}

/** How many hosts it is about, how many of them are there now, and how old what they told is. */
export function scopeStatement(query: FactQuery): Statement {
  const values = new Values();
  const sql = `select count(*)::int as probes, count(*) filter (where ${fact('connected').sql})::int as connected,
      count(*) filter (where ${fact('fresh').sql})::int as fresh,
      min(p.vitals_at) filter (where ${fact('fresh').sql}) as oldest_vitals, max(p.vitals_at) as newest_vitals,
      min(i.received_at) as oldest_inventory, max(i.received_at) as newest_inventory, count(i.received_at)::int as with_inventory
    from fleet_probe p left join fleet_inventory i on i.probe_id = p.id where ${hostTest(query.where, values)}`;
  return { sql, values: values.all };
}

function from(query: FactQuery, values: Values, groups: readonly FactField[] = []): string {
  const list: FactList | undefined = listOf(query);
  const things = list ? `cross join lateral ${thingsOf(list, ownOf(query, list), values)}` : '';
  const words = groups.includes('tag') ? 'cross join lateral unnest(p.tags) word' : '';
  const tests = [hostTest(query.where, values, list), ...(list ? [itemTest(query.where, values, list)] : [])];
  return `from fleet_probe p left join fleet_inventory i on i.probe_id = p.id ${things} ${words}
    where ${tests.join(' and ')}`;
}

function ownOf({ where }: FactQuery, list: FactList): FactCondition[] {
  return where.filter(({ field }) => fact(field).list === list);
}

function shown(field: FactField): string {
  const { kind, sql } = fact(field);
  return isNumeric(kind) ? `(${sql})::float8` : sql;
}

function grouped(field: FactField): string {
  const { kind, sql } = fact(field);
  if (kind === 'texts') return 'word';
  return kind === 'flag' ? `case when ${sql} then 'yes' else 'no' end` : `nullif(${sql}, '')`;
}

function summed({ fn, field }: FactAggregate): string {
  if (fn === 'count') return field ? `count(distinct ${fact(field).sql})::int` : 'count(*)::int';
  const value = `(${fact(field!).sql})::float8`;
  if (fn === 'median') return `percentile_cont(0.5) within group (order by ${value})`;
  return `${fn}(${value})::float8`;
}

function sortKey(field: FactField): string {
  const { kind, sql } = fact(field);
  if (kind === 'version') return `nullif(${versionKey(sql)}, '{}')`;
  return kind === 'text' ? `lower(${sql})` : sql;
}

function orderOfGroups({ group_by, aggregate }: FactQuery, sort: FactQuery['sort']): string {
  const keys = group_by.map((_one, at) => `g${at}`);
  if (!sort) return ['a0 desc nulls last', ...keys].join(', ');
  const group = group_by.indexOf(sort.field);
  const column = group >= 0 ? `g${group}` : `a${aggregate.findIndex(({ field }) => field === sort.field)}`;
  return [`${column} ${sort.descending ? 'desc' : 'asc'} nulls last`, ...keys].join(', ');
}
