import { Injectable } from '@nestjs/common';
import type { Activity, Capacity, DecidedApprovals, OverviewStatus } from '@legator/contracts';
import { Clock, currentContext, may, Transactions } from '@legator/core';
import { OverviewStore } from './overview.store.js';
import { statusText } from './status-text.js';

const HOUR_MS = 3_600_000;
/** Numbers of a host that are older than this say nothing of now. */
const FRESH_MS = 5 * 60_000;
const TOP = 5;

/** The fleet in numbers, as the first page of the console shows it. */
@Injectable()
export class Overview {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: OverviewStore,
    private readonly clock: Clock,
  ) {}

  /** Whole hours of UTC, of which the last goes on. */
  activity(hours: number): Promise<Activity> {
    const hour = Math.floor(this.clock.now().getTime() / HOUR_MS) * HOUR_MS;
    const from = new Date(hour - (hours - 1) * HOUR_MS);
    return this.transactions.run(async (tx) => {
      const rows = await this.store.activity(tx, from, hours);
      return { hours, buckets: rows.map((row) => ({ ...row, at: row.at.toISOString() })) };
    });
  }

  async capacity(): Promise<Capacity> {
    const since = new Date(this.clock.now().getTime() - FRESH_MS);
    const row = await this.transactions.run((tx) => this.store.capacity(tx, since, TOP));
    const { load1_sum, memory_total, memory_used, disk_total, disk_used, ...rest } = row;
    return {
      ...rest,
      ...(load1_sum === null ? {} : { load1_sum: Math.round(load1_sum * 100) / 100 }),
      memory: { total_bytes: memory_total, used_bytes: memory_used },
      disk: { total_bytes: disk_total, used_bytes: disk_used },
    };
  }

  async decided(limit: number): Promise<DecidedApprovals> {
    const rows = await this.transactions.run((tx) => this.store.decided(tx, limit));
    const items = rows.map(({ id, summary, state, decided_by, at }) => ({
      ...{ id, summary, status: state, decided_by: decided_by ?? '' },
      at: at.toISOString(),
      link: `/approvals/${id}`,
    }));
    return { items };
  }

  /** What waits is counted for those alone who may read it. */
  status(): Promise<OverviewStatus> {
    const mayReadWaiting = may(currentContext().actor, 'approval:read');
    return this.transactions.run(async (tx) => {
      const probes = await this.store.counts(tx);
      const total = probes.online + probes.degraded + probes.offline + probes.pending;
      const waiting = mayReadWaiting ? { waiting: await this.store.waiting(tx) } : {};
      const frozen = await this.store.frozen(tx, this.clock.now());
      const counts = { total, ...probes, ...waiting };
      return { text: statusText(counts, frozen), counts, frozen: frozen === 'all' };
    });
  }
}
