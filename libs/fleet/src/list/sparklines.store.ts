import { Injectable } from '@nestjs/common';
import type { Vitals } from '@legator/contracts';
import type { Tx } from '@legator/core';
import type { SparklineMetric } from './sparklines.service.js';

const TABLES = { raw: 'fleet_vitals', '5m': 'fleet_vitals_5m' } as const;

export interface MeansWanted {
  /** What to read, by id. */
  readonly metrics: ReadonlyMap<string, SparklineMetric>;
  readonly source: keyof typeof TABLES;
  readonly from: Date;
  readonly stepMs: number;
  readonly steps: number;
}

/** Reads the vitals of many hosts at once. */
@Injectable()
export class SparklinesStore {
  /** What each told last; those that never did are missing. */
  vitals(tx: Tx, ids: readonly string[]): Promise<{ id: string; vitals: Vitals }[]> {
    return tx.query(`select id, vitals from fleet_probe where id = any($1) and vitals is not null`, [ids]);
  }

  /** Means in percent by id and number of the step, from 0. Steps without a sample are missing. */
  async means(tx: Tx, { metrics, source, from, stepMs, steps }: MeansWanted) {
    const rows: { id: string; step: number; mean: number | null }[] = await tx.query(
      `select w.id, floor(extract(epoch from v.at - $3::timestamptz) * 1000 / $4::int)::int as step,
         avg(case w.metric when 'cpu' then v.cpu when 'memory' then v.memory else v.disk end) as mean
       from unnest($1::text[], $2::text[]) as w(id, metric) join ${TABLES[source]} v on v.probe_id = w.id
       where v.at >= $3::timestamptz and v.at < $3::timestamptz + make_interval(secs => $4::int / 1000.0 * $5::int)
       group by 1, 2`,
      [[...metrics.keys()], [...metrics.values()], from, stepMs, steps],
    );
    const means = new Map<string, Map<number, number>>();
    for (const { id, step, mean } of rows) {
      if (mean === null) continue;
      if (!means.has(id)) means.set(id, new Map());
      means.get(id)!.set(step, Math.round(mean * 10) / 10);
    }
    return means;
  }
}
