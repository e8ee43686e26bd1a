import { Injectable } from '@nestjs/common';
import type { VitalsHistory, VitalsQuery } from '@legator/contracts';
import { Clock, notFound, Transactions } from '@legator/core';
import { ProbeStore } from '../probes/probe.store.js';
import { VitalsStore } from './vitals.store.js';

/** Points in one answer, at most. */
export const MAX_POINTS = 2_000;

const HOUR_MS = 3_600_000;

/** From the finest record that still has it: how far back it reaches, the longest range it is read for, its step. */
const SOURCES = [
  { name: 'raw', reachMs: 24 * HOUR_MS, rangeMs: 6 * HOUR_MS, stepSeconds: 30 },
  { name: '5m', reachMs: 7 * 24 * HOUR_MS, rangeMs: 7 * 24 * HOUR_MS, stepSeconds: 300 },
  { name: '1h', reachMs: Infinity, rangeMs: Infinity, stepSeconds: 3_600 },
] as const;

/** How busy a host was, for charts. */
@Injectable()
export class VitalsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly probes: ProbeStore,
    private readonly store: VitalsStore,
    private readonly clock: Clock,
  ) {}

  /** Means over steps of equal length. A gap in the points is a time when nothing was heard. */
  history(probeId: string, query: VitalsQuery): Promise<VitalsHistory> {
    const { from, to, source, stepSeconds } = this.plan(query);
    return this.transactions.run(async (tx) => {
      if (!(await this.probes.find(tx, probeId))) throw notFound('probe', probeId);
      return {
        probe_id: probeId,
        from: from.toISOString(),
        to: to.toISOString(),
        step_seconds: stepSeconds,
        source,
        points: await this.store.points(tx, { probeId, source, from, to, stepSeconds }),
      };
    });
  }

  private plan(query: VitalsQuery) {
    const now = this.clock.now();
    const to = query.to ?? now;
    const from = query.from ?? new Date(to.getTime() - HOUR_MS);
    const range = to.getTime() - from.getTime();
    const age = now.getTime() - from.getTime();
    const source = SOURCES.find(({ reachMs, rangeMs }) => age <= reachMs && range <= rangeMs)!;
    // A bin may begin before `from` and another one end after `to`.
    const shortest = Math.ceil(range / 1_000 / (MAX_POINTS - 1));
    const stepSeconds = Math.max(source.stepSeconds, query.step ?? 0, shortest);
    return { from, to, source: source.name, stepSeconds };
  }
}
