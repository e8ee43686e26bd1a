import { Injectable } from '@nestjs/common';
import type { OutlookMetric, OutlookSeries } from '@legator/contracts';
import type { Tx } from '@legator/core';
import type { HostFacts, HostVitals } from './host-facts.js';
import { OutlookStore } from './outlook.store.js';
import { planOf, windowOf } from './time-plan.js';
import type { TimePlan } from './time-plan.js';
import { projectionOf } from './trend.js';
import type { Measured } from './trend.js';
import { chooseFor } from './vital-choice.js';
import type { Chosen, Wanted } from './vital-choice.js';

/** Of many hosts the worst few are shown, by what they told last. */
const MOST_HOSTS = 3;
const MOST_SENTENCES = 4;

const METRICS: Record<OutlookMetric, { name: string; unit: '%' | ''; limit: number | null }> = {
  disk: { name: 'Use of the disk', unit: '%', limit: 100 },
  memory: { name: 'Memory in use', unit: '%', limit: 100 },
  // Busy is not full: nothing ends where all CPUs are busy, so no line is followed there.
  cpu: { name: 'CPU in use', unit: '%', limit: null },
  load: { name: 'Load', unit: '', limit: null },
};

export interface SeriesWish {
  readonly hosts: readonly HostFacts[];
  readonly wanted: readonly Wanted[];
  readonly ran: ReadonlyMap<string, Date>;
  /** When it was decided that it does not run. */
  readonly endedAt: Date | null;
  readonly now: Date;
}

type Kept = Exclude<Chosen, { notKept: string }>;

/** The vitals that a change is about, as they were measured, up to now and beyond the run. */
@Injectable()
export class HostSeries {
  constructor(private readonly store: OutlookStore) {}

  /** @returns the series, and sentences about what is not kept */
  async read(tx: Tx, wish: SeriesWish): Promise<{ series: OutlookSeries[]; notKept: string[] }> {
    const chosen = wish.hosts.map((host) => ({ host, found: chooseFor(host, wish.wanted) }));
    const kept = chosen.flatMap(({ host, found }) =>
      found.filter((one): one is Kept => !('notKept' in one)).map((one) => ({ host, ...one })),
    );
    const series: OutlookSeries[] = [];
    for (const metric of new Set(kept.map((one) => one.metric))) {
      const worst = kept
        .filter((one) => one.metric === metric)
        .sort((a, b) => lastOf(metric, b.host.vitals) - lastOf(metric, a.host.vitals));
      for (const { host, ...one } of worst.slice(0, MOST_HOSTS))
        series.push(...(await this.one(tx, host, one, wish)));
    }
    const notKept = chosen.flatMap(({ found }) =>
      found.flatMap((one) => ('notKept' in one ? [one.notKept] : [])),
    );
    return { series, notKept: [...new Set(notKept)].slice(0, MOST_SENTENCES) };
  }

  /** None for a vital of which nothing is kept. */
  private async one(
    tx: Tx,
    host: HostFacts,
    { metric, why, disk }: Kept,
    wish: SeriesWish,
  ): Promise<OutlookSeries[]> {
    const { now, endedAt } = wish;
    const ranAt = wish.ran.get(host.id) ?? null;
    const { from, to } = windowOf({ now, ranAt, endedAt });
    const first = await this.store.first(tx, host.id, metric, from, to);
    if (!first) return [];
    const plan = planOf(first, to);
    const points = everyStep(plan, await this.store.means(tx, host.id, metric, plan));
    const { name, unit, limit } = METRICS[metric];
    const isOpen = to.getTime() === now.getTime();
    // What was lower than another file system is now may have been that one.
    const isSure = points.every(({ value }) => value === null || value > (disk?.others ?? -1));
    const projection =
      limit === null || !isOpen || !isSure
        ? undefined
        : projectionOf(points, { now: now.getTime(), stepMs: plan.stepMs, limit, since: ranAt?.getTime() });
    return [
      {
        ...{ probe_id: host.id, hostname: host.hostname, metric, name, unit, limit, why },
        mount: disk?.mount ?? null,
        caveat: disk?.caveat ?? null,
        step_seconds: plan.stepMs / 1_000,
        points: points.map(({ at, value }) => ({ at: new Date(at).toISOString(), value })),
        ran_at: ranAt?.toISOString() ?? null,
        projection: projection ?? null,
      },
    ];
  }
}

/** A point for each step, also for those in which nothing was heard: a gap stays one. */
export function everyStep(
  { from, to, stepMs }: TimePlan,
  means: readonly { readonly at: Date; readonly value: number | null }[],
): Measured[] {
  const known = new Map(means.map(({ at, value }) => [at.getTime(), value]));
  const count = Math.max(0, Math.ceil((to.getTime() - from.getTime()) / stepMs));
  return Array.from({ length: count }, (_, i) => {
    const at = from.getTime() + i * stepMs;
    const value = known.get(at) ?? null;
    return { at, value: value === null || !Number.isFinite(value) ? null : Math.round(value * 100) / 100 };
  });
}

function lastOf(metric: OutlookMetric, vitals: HostVitals | null): number {
  const { fullestMount, memoryUsed = 0, memoryTotal = 0, cpuPercent, load } = vitals ?? {};
  const values: Record<OutlookMetric, number | undefined> = {
    disk: fullestMount?.percent,
    memory: memoryTotal > 0 ? memoryUsed / memoryTotal : undefined,
    cpu: cpuPercent,
    load: load?.[0],
  };
  return values[metric] ?? -1;
}
