import { Injectable } from '@nestjs/common';
import type { Capacity, ProbeStatus } from '@legator/contracts';
import type { Tx } from '@legator/core';
import type { Frozen } from './status-text.js';

export interface HourRow {
  readonly at: Date;
  readonly commands_ok: number;
  readonly commands_failed: number;
  readonly approvals: number;
  readonly connections_lost: number;
  readonly changes: number;
}

export interface DecidedRow {
  readonly id: string;
  readonly summary: string;
  readonly state: 'approved' | 'denied' | 'expired' | 'withdrawn';
  readonly decided_by: string | null;
  readonly at: Date;
}

export interface CapacityRow extends Pick<Capacity, 'hosts' | 'stale' | 'cpus' | 'fullest' | 'busiest'> {
  readonly load1_sum: number | null;
  readonly memory_total: number;
  readonly memory_used: number;
  readonly disk_total: number;
  readonly disk_used: number;
}

/** What counts as a change of a host, or of what Legator knows of it. */
const CHANGES = [
  'inventory.updated',
  'probe.registered',
  'probe.deleted',
  'probe.tags_changed',
  'execution.frozen',
  'execution.unfrozen',
];

const COUNTED = [
  'command.completed',
  'command.failed',
  'approval.requested',
  'probe.disconnected',
  ...CHANGES,
];

const SUM = (key: string, other: string) =>
  `coalesce(sum(${key}) filter (where ${other} is not null), 0)::float8`;

/** From 0; a host may tell any number, and none may break the sum of all. Null stays null. */
const AT_MOST = (number: string, most: number) =>
  `case when ${number} is not null then least(greatest(${number}, 0), ${most}) end`;

const CAPACITY = `
  with fresh as materialized (
    select p.id as probe_id, p.hostname, ${AT_MOST('coalesce(v.cpus, p.cpus)', 65_536)} as cpus,
      ${AT_MOST('(v.load->>0)::numeric', 1_000_000)}::float8 as load1,
      v."cpuPercent" as cpu, v."memoryTotal" as memory_total, v."memoryUsed" as memory_used,
      v."diskTotal" as disk_total, v."diskUsed" as disk_used, v."fullestMount"->>'path' as mount,
      (v."fullestMount"->>'percent')::float8 as percent
    from fleet_probe p, jsonb_to_record(p.vitals) as v(cpus numeric, load jsonb, "cpuPercent" float8, "memoryTotal" numeric,
      "memoryUsed" numeric, "diskTotal" numeric, "diskUsed" numeric, "fullestMount" jsonb)
    where p.vitals is not null and p.vitals_at >= $1
  ), full_ones as (
    select probe_id, hostname, mount, percent from fresh where percent is not null order by percent desc, probe_id limit $2
  ), busy_ones as (
    select probe_id, hostname, cpu as cpu_percent from fresh where cpu is not null order by cpu desc, probe_id limit $2
  )
  select count(*)::int as hosts, (select count(*) from fleet_probe)::int - count(*)::int as stale,
    least(coalesce(sum(cpus), 0), 2147483647)::int as cpus, sum(load1) as load1_sum,
    ${SUM('memory_total', 'memory_used')} as memory_total, ${SUM('memory_used', 'memory_total')} as memory_used,
    ${SUM('disk_total', 'disk_used')} as disk_total, ${SUM('disk_used', 'disk_total')} as disk_used,
    (select coalesce(json_agg(f), '[]') from full_ones f) as fullest,
    (select coalesce(json_agg(b), '[]') from busy_ones b) as busiest
  from fresh`;

/** Numbers over the whole of the transaction's tenant. */
@Injectable()
export class OverviewStore {
  /** One row for every hour, also for those in which nothing happened. Reads no more than the index by type. */
  activity(tx: Tx, from: Date, hours: number): Promise<HourRow[]> {
    return tx.query(
      `with counted as (
         select type, floor(extract(epoch from occurred_at - $1) / 3600)::int as hour, count(*)::int as n
         from core_signal where type = any($3) and occurred_at >= $1 and occurred_at < $1 + make_interval(hours => $2)
         group by 1, 2
       )
       select $1 + make_interval(hours => h) as at,
         coalesce(sum(n) filter (where type = 'command.completed'), 0)::int as commands_ok,
         coalesce(sum(n) filter (where type = 'command.failed'), 0)::int as commands_failed,
         coalesce(sum(n) filter (where type = 'approval.requested'), 0)::int as approvals,
         coalesce(sum(n) filter (where type = 'probe.disconnected'), 0)::int as connections_lost,
         coalesce(sum(n) filter (where type = any($4)), 0)::int as changes
       from generate_series(0, $2 - 1) h left join counted c on c.hour = h group by h order by h`,
      [from, hours, COUNTED, CHANGES],
    );
  }

  /** Sums and leaders of the hosts whose numbers are not older; each host's are read once. */
  async capacity(tx: Tx, freshSince: Date, top: number): Promise<CapacityRow> {
    const [row] = await tx.query(CAPACITY, [freshSince, top]);
    return row;
  }

  decided(tx: Tx, limit: number): Promise<DecidedRow[]> {
    return tx.query(
      `select id, summary, state, decided_by, decided_at as at from approvals_approval
       where state <> 'pending' and state in ('approved', 'denied', 'expired', 'withdrawn') and decided_at is not null
       order by decided_at desc, id desc limit $1`,
      [limit],
    );
  }

  async counts(tx: Tx): Promise<Record<ProbeStatus, number>> {
    const rows: { status: ProbeStatus; n: number }[] = await tx.query(
      'select status, sum(n)::int as n from fleet_counter group by status',
    );
    const found = Object.fromEntries(rows.map(({ status, n }) => [status, n]));
    return { online: 0, degraded: 0, offline: 0, pending: 0, ...found };
  }

  async waiting(tx: Tx): Promise<number> {
    const [row] = await tx.query(`select count(*)::int as n from approvals_approval where state = 'pending'`);
    return row.n;
  }

  /** `all` while a freeze of the whole tenant is in force, `part` while only narrower ones are. */
  async frozen(tx: Tx, now: Date): Promise<Frozen> {
    const [row] = await tx.query(
      `select case when bool_or(scope_type = 'tenant') then 'all' when count(*) > 0 then 'part' else 'no' end as frozen
       from directives_freeze where lifted_at is null and from_at <= $1 and (until_at is null or until_at > $1)`,
      [now],
    );
    return row.frozen;
  }
}
