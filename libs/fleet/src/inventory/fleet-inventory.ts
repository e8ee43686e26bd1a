import { Injectable } from '@nestjs/common';
import type { FleetInventoryView, InventoryRow, ListInventory } from '@legator/contracts';
import { Transactions } from '@legator/core';
import { readCursor, writeCursor } from '../probes/cursor.js';
import { whole } from '../probes/probe.record.js';
import { FleetInventoryStore } from './fleet-inventory.store.js';
import type { InventoryField } from './fleet-inventory.store.js';

/** Lists can be half a megabyte for each host; so many hosts at a time when they are asked for. */
const PAGE_WITH_LISTS = 50;

/** What the tenant's hosts are made of: one line for each, and the sums over all that the filter chooses. */
@Injectable()
export class FleetInventory {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: FleetInventoryStore,
  ) {}

  read({ fields, limit, cursor, ...filter }: ListInventory): Promise<FleetInventoryView> {
    const size = fields.length > 0 ? Math.min(limit ?? PAGE_WITH_LISTS, PAGE_WITH_LISTS) : limit;
    const start = cursor === undefined ? undefined : readCursor(cursor, 'inventory');
    const after = start && ([start.value, start.id] as const);
    return this.transactions.run(async (tx) => {
      const rows = await this.store.page(tx, { filter, fields, limit: size && size + 1, after });
      const shown = size ? rows.slice(0, size) : rows;
      const last = rows.length > shown.length ? shown.at(-1) : undefined;
      return {
        probes: shown.map((row) => toView(row, fields)),
        aggregates: await this.store.aggregates(tx, filter),
        next_cursor: last ? cursorAfter(last) : null,
      };
    });
  }
}

function cursorAfter(row: Record<string, unknown>): string {
  return writeCursor({ sort: 'inventory', value: row['sort_name'] as string, id: row['id'] as string });
}

function toView(row: Record<string, unknown>, fields: readonly InventoryField[]): InventoryRow {
  const view: Record<string, unknown> = {
    id: row['id'],
    hostname: row['hostname'],
    status: row['status'],
    os: row['os'],
    arch: row['arch'],
    kernel: row['kernel'] ?? undefined,
    distribution: row['distribution'] ?? undefined,
    distribution_version: row['distribution_version'] ?? undefined,
    policy_level: row['level'],
    tags: row['tags'],
    last_seen: row['last_seen_at'] ?? undefined,
    collected_at: row['collected_at'] ?? undefined,
    cpus: row['cpus'] ?? 0,
    ram_bytes: whole(row['mem_total']) ?? 0,
    disk_bytes: whole(row['disk_total']) ?? 0,
    services_count: row['services'] ?? 0,
    packages_count: row['packages'] ?? 0,
  };
  for (const field of fields) view[field] = row[`list_${field}`] ?? [];
  return view as InventoryRow;
}
