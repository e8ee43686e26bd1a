import { Injectable } from '@nestjs/common';
import type { Level, ProbeStatus } from '@legator/contracts';
import type { Tx } from '@legator/core';
import { RECORD_COLUMNS, toRecord } from './probe.record.js';
import type { ProbeRecord } from './probe.record.js';

/** What is needed to judge and send something to a probe. */
export interface Target {
  readonly id: string;
  readonly tenantId: string;
  readonly hostname: string;
  readonly status: ProbeStatus;
  readonly level: Level;
  /** Null: an upstream probe, which has none. */
  readonly ceiling: Level | null;
  readonly protocol: 1 | 2;
  readonly tags: readonly string[];
  /** The site it is in. */
  readonly site: string | null;
  /** Whether it has a connection, here or at another replica, by what the table says. */
  readonly connected: boolean;
  /** Whether it says that it reads lines by itself; unknown counts as no. */
  readonly lines?: boolean;
}

/** Named probes, or all that carry a tag, or all of a site. */
export type TargetChoice =
  { readonly probeIds: readonly string[] } | { readonly tag: string } | { readonly site: string };

/** A probe as far as its tags go. */
export interface TagsOf {
  readonly id: string;
  readonly hostname: string;
  readonly tags: readonly string[];
}

/** A probe as far as its site goes. */
export interface SiteOf {
  readonly id: string;
  readonly hostname: string;
  readonly site: string | null;
}

/** Reads and writes named probes of the transaction's tenant. */
@Injectable()
export class ProbeStore {
  async find(tx: Tx, id: string): Promise<ProbeRecord | undefined> {
    const [row] = await tx.query(`select ${RECORD_COLUMNS} from fleet_probe p where p.id = $1`, [id]);
    return row && toRecord(row);
  }

  async lock(tx: Tx, id: string): Promise<ProbeRecord | undefined> {
    const [row] = await tx.query(`select ${RECORD_COLUMNS} from fleet_probe p where p.id = $1 for update`, [
      id,
    ]);
    return row && toRecord(row);
  }

  /** Locked in the order of their ids, so that two who lock the same ones never wait for each other. */
  async lockAll(tx: Tx, ids: readonly string[]): Promise<ProbeRecord[]> {
    const rows: Record<string, unknown>[] = await tx.query(
      `select ${RECORD_COLUMNS} from fleet_probe p where p.id = any($1) order by p.id for update`,
      [ids],
    );
    return rows.map(toRecord);
  }

  async targets(tx: Tx, choice: TargetChoice): Promise<Target[]> {
    const { sql, value } = chosenBy(choice);
    const rows: Record<string, unknown>[] = await tx.query(
      `select id, tenant_id, hostname, status, level, ceiling, protocol, tags, site_id as site,
         connection is not null as connected,
         coalesce(capabilities -> 'lines' = 'true'::jsonb, false) as lines from fleet_probe p
       where ${sql} order by p.id`,
      [value],
    );
    return rows.map(({ tenant_id, ...row }) => ({ ...row, tenantId: tenant_id })) as unknown as Target[];
  }

  async setTags(tx: Tx, id: string, tags: readonly string[]): Promise<void> {
    await tx.query('update fleet_probe set tags = $2 where id = $1', [id, tags]);
  }

  /** Locks as `lockAll` does. */
  lockTags(tx: Tx, ids: readonly string[]): Promise<TagsOf[]> {
    return tx.query(
      'select id, hostname, tags from fleet_probe where id = any($1) order by id for no key update',
      [ids],
    );
  }

  async setManyTags(tx: Tx, changes: readonly Pick<TagsOf, 'id' | 'tags'>[]): Promise<void> {
    await tx.query(
      `update fleet_probe p set tags = given.tags
       from jsonb_to_recordset($1::jsonb) as given(id text, tags text[]) where p.id = given.id`,
      [JSON.stringify(changes)],
    );
  }

  /** Locks as `lockAll` does. */
  lockSites(tx: Tx, ids: readonly string[]): Promise<SiteOf[]> {
    return tx.query(
      'select id, hostname, site_id as site from fleet_probe where id = any($1) order by id for no key update',
      [ids],
    );
  }

  async setSite(tx: Tx, ids: readonly string[], site: string | null): Promise<void> {
    await tx.query('update fleet_probe set site_id = $2 where id = any($1)', [ids, site]);
  }

  async setLevels(tx: Tx, changes: readonly { readonly id: string; readonly level: Level }[]): Promise<void> {
    await tx.query(
      `update fleet_probe p set level = given.level
       from jsonb_to_recordset($1::jsonb) as given(id text, level text) where p.id = given.id`,
      [JSON.stringify(changes)],
    );
  }

  async delete(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.query('delete from fleet_probe where id = any($1)', [ids]);
  }

  /** Offline and unseen since `before`; locked. */
  async lockAbandoned(tx: Tx, before: Date): Promise<ProbeRecord[]> {
    const rows: Record<string, unknown>[] = await tx.query(
      `select ${RECORD_COLUMNS} from fleet_probe p
       where p.status = 'offline' and coalesce(p.last_seen_at, p.registered_at) < $1 order by p.id for update`,
      [before],
    );
    return rows.map(toRecord);
  }

  async tagCounts(tx: Tx): Promise<Record<string, number>> {
    const [{ tags }] = await tx.query(
      `select coalesce(jsonb_object_agg(tag, n), '{}') as tags from
         (select tag, count(*) as n from fleet_probe, unnest(tags) tag group by tag) t`,
    );
    return tags;
  }
}

function chosenBy(choice: TargetChoice): { sql: string; value: string | readonly string[] } {
  if ('tag' in choice) return { sql: 'p.tags @> array[$1::text]', value: choice.tag.trim().toLowerCase() };
  if ('site' in choice) return { sql: 'p.site_id = $1', value: choice.site.trim().toLowerCase() };
  return { sql: 'p.id = any($1)', value: choice.probeIds };
}
