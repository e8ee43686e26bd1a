import { Injectable } from '@nestjs/common';
import type { FilterValuesQuery, FleetSort, ProbeStatus } from '@legator/contracts';
import type { Tx } from '@legator/core';
import { FILTER_VALUES, FLEET_WHERE, WHERE_STATUS, WHERE_WITHOUT_STATUS } from './fleet-filter.js';
import { orderOf } from './fleet-order.js';
import { ROW_COLUMNS, toLine } from './fleet-row.js';
import type { ProbeLine } from './fleet-row.js';

export interface RowsWanted {
  /** What `filterValues` made. */
  readonly filter: readonly unknown[];
  readonly sort: FleetSort;
  readonly limit: number;
  /** The place where the page before ended. */
  readonly after?: readonly string[];
}

export interface PlacedRow {
  readonly row: ProbeLine;
  readonly place: readonly string[];
}

export interface FoundRows {
  readonly rows: readonly PlacedRow[];
  /** How many match but for their status, by status; one that none has is missing. */
  readonly counts: Partial<Record<ProbeStatus, number>>;
}

/** Where the values of one key come from, over `fleet_probe p`. A probe counts once for each of its values. */
const VALUES: Record<FilterValuesQuery['key'], string> = {
  tag: `unnest(p.tags)`,
  os: `unnest(array[lower(p.os), nullif(lower(p.distribution), lower(p.os))])`,
  site: `p.site_id`,
  policy: `p.level`,
  status: `p.status`,
  version: `lower(p.version)`,
};

/** Reads the fleet as lines, in the transaction's tenant. */
@Injectable()
export class FleetRowsStore {
  /** One page and all the numbers, looking at each probe once. */
  async page(tx: Tx, { filter, sort, limit, after }: RowsWanted): Promise<FoundRows> {
    const { keys, orderBy, place, after: beyond } = orderOf(sort);
    const found: Record<string, unknown>[] = await tx.query(
      `with chosen as materialized (select ${keys}, p.status from fleet_probe p where ${WHERE_WITHOUT_STATUS}),
       page as (select *, ${place} as place from chosen p
         where ${WHERE_STATUS} ${after ? `and ${beyond(FILTER_VALUES + 2)}` : ''}
         order by ${orderBy} limit $${FILTER_VALUES + 1}::int),
       counted as (select status, count(*) as n from chosen group by status)
       select (select coalesce(jsonb_object_agg(status, n), '{}') from counted) as counts, listed.*
       from (select) one left join
         (select row_number() over (order by ${orderBy}) as at, page.place, ${ROW_COLUMNS}
          from page join fleet_probe p using (id)) listed on true
       order by listed.at`,
      [...filter, limit, ...(after ?? [])],
    );
    const counts = found[0]!['counts'] as FoundRows['counts'];
    const rows = found.filter(({ id }) => id !== null);
    return { counts, rows: rows.map((row) => ({ row: toLine(row), place: row['place'] as string[] })) };
  }

  /** Ids of what matches, in order, so many at most. */
  async ids(tx: Tx, { filter, sort, limit }: Omit<RowsWanted, 'after'>): Promise<string[]> {
    const { keys, orderBy } = orderOf(sort);
    const rows: { id: string }[] = await tx.query(
      `select ${keys} from fleet_probe p where ${FLEET_WHERE} order by ${orderBy} limit $${FILTER_VALUES + 1}::int`,
      [...filter, limit],
    );
    return rows.map(({ id }) => id);
  }

  /** Those of the ids that exist, in the order of the ids. */
  async named(tx: Tx, ids: readonly string[]): Promise<ProbeLine[]> {
    const rows: Record<string, unknown>[] = await tx.query(
      `select ${ROW_COLUMNS} from unnest($1::text[]) with ordinality given(id, at)
       join fleet_probe p on p.id = given.id order by given.at`,
      [ids],
    );
    return rows.map(toLine);
  }

  /** What probes have for a key, most common first. */
  async values(
    tx: Tx,
    { key, prefix, limit }: FilterValuesQuery,
  ): Promise<{ value: string; count: number }[]> {
    return tx.query(
      `select value, count(*)::int as count from (select ${VALUES[key]} as value from fleet_probe p) v
       where value <> '' and starts_with(value, $1) group by value order by count desc, value limit $2::int`,
      [prefix, limit],
    );
  }
}
