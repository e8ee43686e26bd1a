import { Injectable } from '@nestjs/common';
import type { FleetSort } from '@legator/contracts';
import type { Tx } from '@legator/core';

export interface SavedFilterRow {
  readonly name: string;
  readonly q: string;
  readonly sort: FleetSort | null;
  readonly updated_by: string;
  readonly updated_at: Date;
}

const COLUMNS = 'name, q, sort, updated_by, updated_at';

/** The filters that the transaction's tenant keeps. */
@Injectable()
export class SavedFiltersStore {
  list(tx: Tx): Promise<SavedFilterRow[]> {
    return tx.query(`select ${COLUMNS} from fleet_saved_filter order by lower(name), name`);
  }

  /** One writer of a tenant at a time, so that their number is what it was counted to be. */
  async lock(tx: Tx, tenantId: string): Promise<void> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('fleet_saved_filter ' || $1, 0))`, [
      tenantId,
    ]);
  }

  async find(tx: Tx, name: string): Promise<SavedFilterRow | undefined> {
    const [row] = await tx.query(`select ${COLUMNS} from fleet_saved_filter where name = $1`, [name]);
    return row;
  }

  async count(tx: Tx): Promise<number> {
    const [{ n }] = await tx.query('select count(*)::int as n from fleet_saved_filter');
    return n;
  }

  async save(tx: Tx, tenantId: string, row: SavedFilterRow): Promise<void> {
    await tx.query(
      `insert into fleet_saved_filter (tenant_id, ${COLUMNS}) values ($1, $2, $3, $4, $5, $6)
       on conflict (tenant_id, name) do update set q = excluded.q, sort = excluded.sort,
         updated_by = excluded.updated_by, updated_at = excluded.updated_at`,
      [tenantId, row.name, row.q, row.sort, row.updated_by, row.updated_at],
    );
  }

  async delete(tx: Tx, name: string): Promise<void> {
    await tx.query('delete from fleet_saved_filter where name = $1', [name]);
  }
}
