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

const TIME = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;

/** One measure as percent of another; null when either was not measured. */
function share(part: string, whole: string): string {
  const [p, w] = [part, whole].map((name) => `(v.one ->> '${name}')::numeric`);
  return `case when ${p} is not null and ${w} > 0 then 100 * least(${p}, ${w}) / ${w} end`;
}

/**
 * The mark is the transaction that wrote the row last: nothing can change without it. Shares are worked out as the
 * fleet does for its charts.
 */
const LOOK = `
  select
    coalesce((select json_agg(r) from (
      select p.id, p.xmin::text as mark, p.status, p.connection is not null as connected,
        case when p.health_status is not null
          then json_build_object('score', coalesce(p.health_score, 0), 'status', p.health_status) end as health,
        round((v.one ->> 'cpuPercent')::numeric, 1) as cpu_percent,
        round(${share('memoryUsed', 'memoryTotal')}, 1) as memory_percent,
        round(coalesce((v.one #>> '{fullestMount,percent}')::numeric, ${share('diskUsed', 'diskTotal')}), 1)
          as disk_percent,
        round((v.one #>> '{load,0}')::numeric, 2) as load1,
        to_char(p.last_seen_at at time zone 'UTC', ${TIME}) as last_seen,
        to_char(p.vitals_at at time zone 'UTC', ${TIME}) as vitals_at
      from unnest($1::text[], $2::text[]) as seen(id, mark)
      join fleet_probe p on p.id = seen.id and p.xmin::text <> seen.mark
      cross join lateral (select coalesce(p.vitals, '{}') as one) v
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
