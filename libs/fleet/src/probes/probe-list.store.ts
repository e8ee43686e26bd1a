import { Injectable } from '@nestjs/common';
import type { Tx } from '@legator/core';
import { where } from './probe-filter.js';
import type { ProbeFilter } from './probe-filter.js';
import { RECORD_COLUMNS, toRecord } from './probe.record.js';
import type { ProbeRecord } from './probe.record.js';

export interface ListOrder {
  readonly by: 'hostname' | 'status' | 'last_seen' | 'registered' | 'health' | 'cpus';
  readonly descending: boolean;
}

export interface ListPage {
  readonly filter: ProbeFilter;
  readonly order: ListOrder;
  readonly limit?: number;
  readonly after?: { readonly value: string; readonly id: string };
}

export interface ListedProbe {
  readonly probe: ProbeRecord;
  /** What it was sorted by, as text. */
  readonly value: string;
}

/** Each as text that sorts as the value does, so that one kind of cursor serves all. */
const ORDERS: Record<ListOrder['by'], string> = {
  hostname: `lower(p.hostname)`,
  status: `p.status`,
  last_seen: `coalesce(to_char(p.last_seen_at at time zone 'UTC', 'YYYYMMDDHH24MISSUS'), '')`,
  registered: `to_char(p.registered_at at time zone 'UTC', 'YYYYMMDDHH24MISSUS')`,
  health: `lpad(coalesce(p.health_score, 0)::text, 3, '0')`,
  cpus: `lpad(coalesce(p.cpus, 0)::text, 10, '0')`,
};

/** Reads lists of the tenant's probes; inventories are not part of them. */
@Injectable()
export class ProbeListStore {
  async page(tx: Tx, { filter, order, limit, after }: ListPage): Promise<ListedProbe[]> {
    const { sql, values } = where(filter);
    const key = ORDERS[order.by];
    const direction = order.descending ? 'desc' : 'asc';
    if (after) values.push(after.value, after.id);
    const beyond = after
      ? `and (${key}, p.id) ${order.descending ? '<' : '>'} ($${values.length - 1}, $${values.length})`
      : '';
    const rows: Record<string, unknown>[] = await tx.query(
      `select ${RECORD_COLUMNS}, ${key} as sort_value from fleet_probe p where ${sql} ${beyond}
       order by ${key} ${direction}, p.id ${direction} ${limit ? `limit ${limit}` : ''}`,
      values,
    );
    return rows.map((row) => ({ probe: toRecord(row), value: row['sort_value'] as string }));
  }

  async count(tx: Tx, filter: ProbeFilter): Promise<number> {
    const { sql, values } = where(filter);
    const [{ n }] = await tx.query(`select count(*)::int as n from fleet_probe p where ${sql}`, values);
    return n;
  }
}
