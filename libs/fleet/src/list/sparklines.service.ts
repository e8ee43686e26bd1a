import { Injectable } from '@nestjs/common';
import type { FleetSparkline, FleetSparklines, FleetSparklinesQuery, Vitals } from '@legator/contracts';
import { Clock, Transactions } from '@legator/core';
import { diskPercent, memoryPercent } from '../health.js';
import { SparklinesStore } from './sparklines.store.js';

export type SparklineMetric = FleetSparkline['metric'];

const POINTS = 24;
const HOUR_MS = 3_600_000;

/** Longer than this and the means of five minutes are enough. */
const RAW_HOURS = 2;

/** How the fullest resource of many hosts went, for the small lines beside their names. */
@Injectable()
export class Sparklines {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: SparklinesStore,
    private readonly clock: Clock,
  ) {}

  /** 24 points each, ending with the step that is going on. Unknown ids and hosts never measured have no line. */
  read({ ids, hours }: FleetSparklinesQuery): Promise<FleetSparklines> {
    const stepMs = (hours * HOUR_MS) / POINTS;
    const to = (Math.floor(this.clock.now().getTime() / stepMs) + 1) * stepMs;
    const from = to - POINTS * stepMs;
    return this.transactions.run(async (tx) => {
      const metrics = new Map<string, SparklineMetric>();
      for (const { id, vitals } of await this.store.vitals(tx, ids)) {
        const metric = fullest(vitals);
        if (metric) metrics.set(id, metric);
      }
      const source = hours <= RAW_HOURS ? 'raw' : '5m';
      const means = await this.store.means(tx, {
        metrics,
        source,
        from: new Date(from),
        stepMs,
        steps: POINTS,
      });
      return {
        from: new Date(from).toISOString(),
        to: new Date(to).toISOString(),
        step_seconds: stepMs / 1_000,
        series: Object.fromEntries(
          [...metrics].map(([id, metric]) => [id, { metric, points: lineOf(means.get(id)) }]),
        ),
      };
    });
  }
}

/** Of two equally full ones the first of CPU, memory, disk. */
function fullest(vitals: Vitals): SparklineMetric | undefined {
  const shares = { cpu: vitals.cpuPercent, memory: memoryPercent(vitals), disk: diskPercent(vitals) };
  let found: SparklineMetric | undefined;
  for (const metric of ['cpu', 'memory', 'disk'] as const) {
    const value = shares[metric];
    if (value !== undefined && (found === undefined || value > shares[found]!)) found = metric;
  }
  return found;
}

function lineOf(means: ReadonlyMap<number, number> | undefined): (number | null)[] {
  return Array.from({ length: POINTS }, (_none, step) => means?.get(step) ?? null);
}
