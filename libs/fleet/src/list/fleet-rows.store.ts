import { Injectable } from '@nestjs/common';
import type { FilterValuesQuery, FleetRow, FleetSort, ProbeStatus } from '@legator/contracts';
import type { Tx } from '@legator/core';
import { FILTER_VALUES, FLEET_WHERE } from './fleet-filter.js';
import { orderOf } from './fleet-order.js';
import { ROW_COLUMNS, toRow } from './fleet-row.js';

export interface RowsWanted {
  /** What `filterValues` made. */
  readonly filter: readonly unknown[];
  readonly sort: FleetSort;
  readonly limit: number;
  /** The place where the page before ended. */
  readonly after?: readonly string[];
}

export interface PlacedRow {
  readonly row: FleetRow;
  readonly place: readonly string[];
}

/** Where the values of one key come from, over `fleet_probe p`. A probe counts once for each of its values. */
const VALUES: Record<FilterValuesQuery['key'], string> = {
  tag: `unnest(p.tags)`,
  os: `unnest(array[lower(p.os), nullif(lower(p.distribution), lower(p.os))])`,
  site: `lower(p.site)`,
  policy: `p.level`,
  status: `p.status`,
  version: `lower(p.version)`,
};

/** Reads the fleet as lines, in the transaction's tenant. */
@Injectable()
export class FleetRowsStore {
  async page(tx: Tx, { filter, sort, limit, after }: RowsWanted): Promise<PlacedRow[]> {
    const { orderBy, place, after: beyond } = orderOf(sort);
    const rows: Record<string, unknown>[] = await tx.query(
      `select ${ROW_COLUMNS}, ${place} as place from fleet_probe p
       where ${FLEET_WHERE} ${after ? `and ${beyond(FILTER_VALUES + 2)}` : ''}
       order by ${orderBy} limit $${FILTER_VALUES + 1}::int`,
      [...filter, limit, ...(after ?? [])],
    );
    return rows.map((row) => ({ row: toRow(row), place: row['place'] as string[] }));
  }

  /** How many match, by status; a status that none has is missing. */
  async counts(tx: Tx, filter: readonly unknown[]): Promise<Partial<Record<ProbeStatus, number>>> {
    const rows: { status: ProbeStatus; n: number }[] = await tx.query(
      `select p.status, count(*)::int as n from fleet_probe p where ${FLEET_WHERE} group by p.status`,
      [...filter],
    );
    return Object.fromEntries(rows.map(({ status, n }) => [status, n]));
  }

  /** Ids of what matches, in order, so many at most. */
  async ids(tx: Tx, { filter, sort, limit }: Omit<RowsWanted, 'after'>): Promise<string[]> {
    const rows: { id: string }[] = await tx.query(
      `select p.id from fleet_probe p where ${FLEET_WHERE}
       order by ${orderOf(sort).orderBy} limit $${FILTER_VALUES + 1}::int`,
      [...filter, limit],
    );
    return rows.map(({ id }) => id);
  }

  /** Those of the ids that exist, in the order of the ids. */
  async named(tx: Tx, ids: readonly string[]): Promise<FleetRow[]> {
    const rows: Record<string, unknown>[] = await tx.query(
      `select ${ROW_COLUMNS} from unnest($1::text[]) with ordinality given(id, at)
       join fleet_probe p on p.id = given.id order by given.at`,
      [ids],
    );
    return rows.map(toRow);
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
