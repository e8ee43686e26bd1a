import { Injectable } from '@nestjs/common';
import type { Level } from '@legator/contracts';
import type { Tx } from '@legator/core';
import { RECORD_COLUMNS, toRecord } from '../probes/probe.record.js';
import type { ProbeRecord } from '../probes/probe.record.js';

export interface EnrolledProbe {
  readonly id: string;
  readonly tenantId: string;
  readonly hostname: string;
  readonly os: string;
  readonly arch: string;
  readonly protocol: 1 | 2;
  readonly publicKey: string | null;
  readonly ceiling: Level | null;
  readonly level: Level;
  readonly tags: readonly string[];
  readonly site: string | null;
  readonly version: string | null;
  readonly keyHash: string;
  readonly keyPrefix: string;
  readonly at: Date;
}

/** Writes hosts that enrol, in the tenant of their token. */
@Injectable()
export class EnrolmentStore {
  /** The tenant's probes of this name, likeliest first; nobody else enrols under the name until the transaction ends. */
  async lockByHostname(tx: Tx, tenantId: string, hostname: string): Promise<ProbeRecord[]> {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `fleet.enrol ${JSON.stringify([tenantId, hostname])}`,
    ]);
    const rows: Record<string, unknown>[] = await tx.query(
      `select ${RECORD_COLUMNS} from fleet_probe p
       where lower(p.hostname) = lower($1) and p.hostname = $1 and p.kind = 'agent'
       order by array_position(array['online', 'degraded', 'pending', 'offline'], p.status),
         p.last_seen_at desc nulls last, p.registered_at desc, p.id for update`,
      [hostname],
    );
    return rows.map(toRecord);
  }

  /** How many the tenant has, whatever state they are in. */
  async count(tx: Tx, tenantId: string): Promise<number> {
    const [row] = await tx.query('select count(*)::int as n from fleet_probe where tenant_id = $1', [
      tenantId,
    ]);
    return row.n;
  }

  /** @returns false when the id is taken, in whatever tenant */
  async insert(tx: Tx, probe: EnrolledProbe): Promise<boolean> {
    const rows: unknown[] = await tx.query(
      `insert into fleet_probe (id, tenant_id, hostname, os, arch, protocol, public_key, ceiling, level, tags, version,
         key_hash, key_prefix, registered_at, site_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict do nothing returning id`,
      valuesOf(probe),
    );
    return rows.length === 1;
  }

  /** The same probe with new credentials. What it is known for stays; whether it is here it must show again. */
  async replace(tx: Tx, probe: EnrolledProbe): Promise<void> {
    await tx.query(
      `update fleet_probe set hostname = $3, os = $4, arch = $5, protocol = $6, public_key = $7, ceiling = $8,
         level = $9, tags = $10, version = $11, key_hash = $12, key_prefix = $13, registered_at = $14,
         site_id = $15,
         status = case when connection is null then 'pending' else status end
       where id = $1 and tenant_id = $2`,
      valuesOf(probe),
    );
  }
}

function valuesOf(probe: EnrolledProbe): unknown[] {
  return [
    probe.id,
    probe.tenantId,
    probe.hostname,
    probe.os,
    probe.arch,
    probe.protocol,
    probe.publicKey,
    probe.ceiling,
    probe.level,
    probe.tags,
    probe.version,
    probe.keyHash,
    probe.keyPrefix,
    probe.at,
    probe.site,
  ];
}
