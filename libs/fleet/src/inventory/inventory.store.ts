import { Injectable } from '@nestjs/common';
import type { Inventory } from '@legator/contracts';
import type { Tx } from '@legator/core';
import type { InventoryDigest } from './inventory-digest.js';

/** What is known of a probe's inventory before a new one is stored. */
export interface StoredInventory {
  readonly probeId: string;
  readonly tenantId: string;
  readonly hostname: string;
  readonly receivedAt: Date | null;
  readonly hash: string | null;
  readonly sections: Readonly<Record<string, string>>;
}

export interface NewInventory {
  readonly probeId: string;
  readonly tenantId: string;
  readonly at: Date;
  readonly inventory: Inventory;
  readonly digest: InventoryDigest;
  /** Whether the packages differ from the stored ones; only then they are written. */
  readonly withPackages: boolean;
}

const SAVE = `
  insert into fleet_inventory as i
    (probe_id, tenant_id, hash, sections, services, packages, collected_at, received_at, package_list, body)
  select probe_id, tenant_id, hash, sections, services, packages, collected_at, received_at, package_list, body
  from jsonb_to_recordset($1::jsonb) as r(probe_id text, tenant_id text, hash text, sections jsonb, services int,
    packages int, collected_at timestamptz, received_at timestamptz, package_list jsonb, body jsonb)
  on conflict (probe_id) do update set hash = excluded.hash, sections = excluded.sections,
    services = excluded.services, packages = excluded.packages, collected_at = excluded.collected_at,
    received_at = excluded.received_at, package_list = coalesce(excluded.package_list, i.package_list),
    body = excluded.body`;

const SUMMARISE = `
  update fleet_probe p set distribution = r.distribution, distribution_version = r.distribution_version,
    kernel = r.kernel, cpus = r.cpus, mem_total = r.mem_total, disk_total = r.disk_total, inventory_at = r.at,
    os = coalesce(nullif(p.os, ''), r.os), arch = coalesce(nullif(p.arch, ''), r.arch),
    last_seen_at = greatest(p.last_seen_at, r.at)
  from jsonb_to_recordset($1::jsonb) as r(id text, distribution text, distribution_version text, kernel text, cpus int,
    mem_total bigint, disk_total bigint, os text, arch text, at timestamptz)
  where p.id = r.id`;

const MAX_INT = 2_147_483_647;

/** Writes inventories, several at a time, across tenants; reads one. */
@Injectable()
export class InventoryStore {
  /** Locks the probes and says what is stored of each; those that do not exist are not in the answer. */
  async lock(tx: Tx, probeIds: readonly string[]): Promise<StoredInventory[]> {
    const rows: Record<string, unknown>[] = await tx.query(
      `select p.id, p.tenant_id, p.hostname, i.received_at, i.hash, i.sections
       from fleet_probe p left join fleet_inventory i on i.probe_id = p.id
       where p.id = any($1) order by p.id for update of p`,
      [probeIds],
    );
    return rows.map((row) => ({
      probeId: row['id'] as string,
      tenantId: row['tenant_id'] as string,
      hostname: row['hostname'] as string,
      receivedAt: row['received_at'] as Date | null,
      hash: row['hash'] as string | null,
      sections: (row['sections'] ?? {}) as Record<string, string>,
    }));
  }

  async save(tx: Tx, all: readonly NewInventory[]): Promise<void> {
    if (all.length === 0) return;
    await tx.query(SAVE, [JSON.stringify(all.map(toRow))]);
    await tx.query(SUMMARISE, [JSON.stringify(all.map(toSummary))]);
  }

  /** The whole inventory, packages included, or nothing when none was sent yet. */
  async find(tx: Tx, probeId: string): Promise<Inventory | undefined> {
    const [row] = await tx.query(
      `select case when package_list is null then body
         else body || jsonb_build_object('packages', package_list) end as inventory
       from fleet_inventory where probe_id = $1`,
      [probeId],
    );
    return row?.inventory as Inventory | undefined;
  }
}

function toRow({ probeId, tenantId, at, inventory, digest, withPackages }: NewInventory) {
  const { packages, ...body } = inventory;
  return {
    probe_id: probeId,
    tenant_id: tenantId,
    hash: digest.hash,
    sections: digest.sections,
    services: inventory.services?.length ?? 0,
    packages: packages?.length ?? 0,
    collected_at: storableTime(inventory.collected_at),
    received_at: at.toISOString(),
    package_list: withPackages ? (packages ?? []) : null,
    body,
  };
}

function toSummary({ probeId, at, inventory }: NewInventory) {
  return {
    id: probeId,
    distribution: inventory.distribution?.toLowerCase() ?? null,
    distribution_version: inventory.distribution_version ?? null,
    kernel: inventory.kernel ?? null,
    cpus: Math.min(inventory.cpus, MAX_INT),
    mem_total: inventory.mem_total_bytes,
    disk_total: inventory.disk_total_bytes,
    os: inventory.os,
    arch: inventory.arch,
    at: at.toISOString(),
  };
}

/** Go writes a time that was never set as year 1. */
function storableTime(text: string): string | null {
  const time = new Date(text);
  return time.getUTCFullYear() > 1 ? time.toISOString() : null;
}
