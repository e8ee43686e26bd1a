import { Injectable } from '@nestjs/common';
import type { Capacity, ProbeStatus } from '@legator/contracts';
import type { Tx } from '@legator/core';

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

export interface Totals extends Omit<Capacity, 'fullest' | 'busiest' | 'load1_sum'> {
  readonly load1_sum: number | null;
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

const FRESH = `vitals_at >= $1 and vitals is not null`;
const BOTH = (a: string, b: string) => `filter (where vitals ? '${a}' and vitals ? '${b}')`;
const SUM = (key: string, other: string) =>
  `coalesce(sum((vitals->>'${key}')::numeric) ${BOTH(key, other)}, 0)::float8`;

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

  async totals(tx: Tx, freshSince: Date): Promise<Totals> {
    const [row] = await tx.query(
      `select count(*) filter (where ${FRESH})::int as hosts, count(*) filter (where not (${FRESH}))::int as stale
       from (select vitals, coalesce(vitals_at, '-infinity') as vitals_at from fleet_probe) p`,
      [freshSince],
    );
    const [sums] = await tx.query(
      `select coalesce(sum(coalesce((vitals->>'cpus')::int, cpus)), 0)::int as cpus,
         sum((vitals->'load'->>0)::float8) as load,
         ${SUM('memoryTotal', 'memoryUsed')} as memory_total, ${SUM('memoryUsed', 'memoryTotal')} as memory_used,
         ${SUM('diskTotal', 'diskUsed')} as disk_total, ${SUM('diskUsed', 'diskTotal')} as disk_used
       from fleet_probe where ${FRESH}`,
      [freshSince],
    );
    return {
      ...{ hosts: row.hosts, stale: row.stale, cpus: sums.cpus, load1_sum: sums.load },
      memory: { total_bytes: sums.memory_total, used_bytes: sums.memory_used },
      disk: { total_bytes: sums.disk_total, used_bytes: sums.disk_used },
    };
  }

  fullest(tx: Tx, freshSince: Date, few: number): Promise<Capacity['fullest']> {
    return tx.query(
      `select id as probe_id, hostname, vitals->'fullestMount'->>'path' as mount,
         (vitals->'fullestMount'->>'percent')::float8 as percent
       from fleet_probe where ${FRESH} and vitals->'fullestMount'->>'percent' is not null
       order by percent desc, id limit $2`,
      [freshSince, few],
    );
  }

  busiest(tx: Tx, freshSince: Date, few: number): Promise<Capacity['busiest']> {
    return tx.query(
      `select id as probe_id, hostname, (vitals->>'cpuPercent')::float8 as cpu_percent
       from fleet_probe where ${FRESH} and vitals->>'cpuPercent' is not null
       order by cpu_percent desc, id limit $2`,
      [freshSince, few],
    );
  }

  decided(tx: Tx, limit: number): Promise<DecidedRow[]> {
    return tx.query(
      `select id, summary, state, decided_by, decided_at as at from approvals_approval
       where state <> 'pending' and decided_at is not null order by decided_at desc, id desc limit $1`,
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

  async isFrozen(tx: Tx, now: Date): Promise<boolean> {
    const rows = await tx.query(
      `select 1 from directives_freeze where lifted_at is null and from_at <= $1
         and (until_at is null or until_at > $1) limit 1`,
      [now],
    );
    return rows.length > 0;
  }
}
