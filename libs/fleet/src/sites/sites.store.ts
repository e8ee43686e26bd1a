import { Injectable } from '@nestjs/common';
import type { ProbeStatus } from '@legator/contracts';
import type { Tx } from '@legator/core';
import { SCORE } from '../list/fleet-columns.js';
import { orderOf } from '../list/fleet-order.js';

export interface SiteRow {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly created_by: string;
  readonly created_at: Date;
}

export type StatusCounts = Record<ProbeStatus, number>;

export interface WorstProbe {
  readonly id: string;
  readonly hostname: string;
  readonly status: ProbeStatus;
  readonly score: number | null;
}

const COLUMNS = 'id, name, description, created_by, created_at';

/** The sites of the transaction's tenant. */
@Injectable()
export class SitesStore {
  list(tx: Tx): Promise<SiteRow[]> {
    return tx.query(`select ${COLUMNS} from fleet_site order by lower(name), id`);
  }

  async find(tx: Tx, id: string): Promise<SiteRow | undefined> {
    const [row] = await tx.query(`select ${COLUMNS} from fleet_site where id = $1`, [id]);
    return row;
  }

  /** `keep`: nobody removes it until the transaction ends; else nobody changes it or refers to it anew either. */
  async lock(tx: Tx, id: string, how: 'keep' | 'alone'): Promise<SiteRow | undefined> {
    const strength = how === 'keep' ? 'key share' : 'update';
    const [row] = await tx.query(`select ${COLUMNS} from fleet_site where id = $1 for ${strength}`, [id]);
    return row;
  }

  /** One maker of sites of a tenant at a time, so that their number is what it was counted to be. */
  async lockAll(tx: Tx, tenantId: string): Promise<void> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('fleet_site ' || $1, 0))`, [tenantId]);
  }

  async count(tx: Tx): Promise<number> {
    const [{ n }] = await tx.query('select count(*)::int as n from fleet_site');
    return n;
  }

  async named(tx: Tx, name: string): Promise<SiteRow | undefined> {
    const [row] = await tx.query(`select ${COLUMNS} from fleet_site where lower(name) = lower($1)`, [name]);
    return row;
  }

  async insert(tx: Tx, tenantId: string, row: SiteRow): Promise<void> {
    await tx.query(
      `insert into fleet_site (tenant_id, ${COLUMNS}, updated_at) values ($1, $2, $3, $4, $5, $6, $6)`,
      [tenantId, row.id, row.name, row.description, row.created_by, row.created_at],
    );
  }

  async change(tx: Tx, { id, name, description }: SiteRow, at: Date): Promise<void> {
    await tx.query('update fleet_site set name = $2, description = $3, updated_at = $4 where id = $1', [
      id,
      name,
      description,
      at,
    ]);
  }

  async delete(tx: Tx, id: string): Promise<void> {
    await tx.query('delete from fleet_site where id = $1', [id]);
  }

  async probeIds(tx: Tx, id: string): Promise<string[]> {
    const rows: { id: string }[] = await tx.query(
      'select id from fleet_probe where site_id = $1 order by id',
      [id],
    );
    return rows.map((row) => row.id);
  }

  /** Registration tokens with which somebody could still enrol into it. */
  async openTokens(tx: Tx, id: string, now: Date): Promise<number> {
    const [{ n }] = await tx.query(
      `select count(*)::int as n from fleet_token where site_id = $1 and revoked_at is null and expires_at > $2
         and (max_uses is null or uses < max_uses)`,
      [id, now],
    );
    return n;
  }

  /** By site; the empty text stands for those in none. */
  async counts(tx: Tx, id?: string): Promise<Map<string, StatusCounts>> {
    const rows: { site: string; status: ProbeStatus; n: number }[] = await tx.query(
      `select coalesce(site_id, '') as site, status, count(*)::int as n from fleet_probe
       where $1::text is null or site_id = $1 group by site_id, status`,
      [id ?? null],
    );
    const found = new Map<string, StatusCounts>();
    for (const { site, status, n } of rows) found.set(site, { ...(found.get(site) ?? none()), [status]: n });
    return found;
  }

  async connected(tx: Tx, id: string): Promise<number> {
    const [{ n }] = await tx.query(
      'select count(*)::int as n from fleet_probe where site_id = $1 and connection is not null',
      [id],
    );
    return n;
  }

  /** Those of the site that need somebody first. */
  worst(tx: Tx, id: string, most: number): Promise<WorstProbe[]> {
    const { keys, orderBy } = orderOf('health');
    return tx.query(
      `select ${keys}, p.hostname, p.status, ${SCORE} as score from fleet_probe p where p.site_id = $1
       order by ${orderBy} limit $2`,
      [id, most],
    );
  }
}

/** No probe at all. */
export function none(): StatusCounts {
  return { online: 0, degraded: 0, offline: 0, pending: 0 };
}
