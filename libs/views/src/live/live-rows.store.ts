import { Injectable } from '@nestjs/common';
import type { LiveCounts, LiveRow, ProbeStatus } from '@legator/contracts';
import type { Tx } from '@legator/core';

/** A row, and the mark by which it is known whether it was written since. */
export interface MarkedRow extends LiveRow {
  readonly mark: string;
}

export interface Seen {
  readonly id: string;
  /** As it was last given out; empty for a row not seen yet. */
  readonly mark: string;
}

export interface Look {
  /** Those written since they were seen. */
  readonly rows: readonly MarkedRow[];
  readonly counts: LiveCounts;
}

const MARK = `p.xmin::text || '.' || w.n`;
const TIME = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;

/** One measure as percent of another; null when either was not measured. */
function share(part: string, whole: string): string {
  const [p, w] = [part, whole].map((name) => `(v.one ->> '${name}')::float8`);
  return `case when ${p} is not null and ${w} > 0 then least(100, ${p} / ${w} * 100) end`;
}

/** One digit, rounded as the fleet's list does: with the same kind of number and halves upwards. */
const rounded = (percent: string) => `floor((${percent}) * 10 + 0.5) / 10`;

/**
 * The mark is the transaction that wrote the row last, and how many approvals wait: nothing can change without it. Whatever is in the fleet's list
 * too is the same there, to the digit: a row that moves must not jump.
 */
const LOOK = `
  select
    coalesce((select json_agg(r) from (
      select p.id, ${MARK} as mark, p.status, p.connection is not null as connected,
        case when p.health_status <> 'unknown'
          then json_build_object('score', p.health_score, 'status', p.health_status) end as health,
        ${rounded(`(v.one ->> 'cpuPercent')::float8`)} as cpu_percent,
        ${rounded(share('memoryUsed', 'memoryTotal'))} as memory_percent,
        ${rounded(`coalesce((v.one #>> '{fullestMount,percent}')::float8, ${share('diskUsed', 'diskTotal')})`)}
          as disk_percent,
        round((v.one #>> '{load,0}')::numeric, 2) as load1,
        to_char(p.last_seen_at at time zone 'UTC', ${TIME}) as last_seen,
        to_char(p.vitals_at at time zone 'UTC', ${TIME}) as vitals_at, w.n as waiting_approvals
      from unnest($1::text[], $2::text[]) as seen(id, mark)
      join fleet_probe p on p.id = seen.id
      cross join lateral (select count(*)::int as n from approvals_approval a
        where a.state = 'pending' and a.subject_type = 'probe' and a.subject_id = p.id) w
      cross join lateral (select coalesce(p.vitals, '{}') as one) v
      where ${MARK} <> seen.mark
    ) r), '[]') as rows,
    coalesce((select json_object_agg(status, n) from (
      select status, sum(n)::int as n from fleet_counter group by status) c), '{}') as counts`;

/** Reads what moves on a screen, of the transaction's tenant. */
@Injectable()
export class LiveRowsStore {
  /** One statement, however many rows are watched. Rows of nobody and of other tenants are left out. */
  async look(tx: Tx, seen: readonly Seen[]): Promise<Look> {
    const [{ rows, counts }] = (await tx.query(LOOK, [
      seen.map(({ id }) => id),
      seen.map(({ mark }) => mark),
    ])) as [{ rows: MarkedRow[]; counts: Partial<Record<ProbeStatus, number>> }];
    const { online = 0, degraded = 0, offline = 0, pending = 0 } = counts;
    return {
      rows,
      counts: { all: online + degraded + offline + pending, online, degraded, offline, pending },
    };
  }
}
