import { Injectable } from '@nestjs/common';
import type { ModelUsage, ModelUsageSeries, UsageSeriesQuery } from '@legator/contracts';
import { Clock, invalidAt, parseDuration, Transactions } from '@legator/core';
import { KEPT_MS } from './usage-pruning.js';
import { UsageReportStore } from './usage-report.store.js';
import type { Counted, CountedPoint } from './usage-report.store.js';

/** What models were used for, over a window that ends now. */
@Injectable()
export class UsageReport {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: UsageReportStore,
    private readonly clock: Clock,
  ) {}

  /** @throws `invalid_request` for a window that is none, or longer than 2160h */
  async usage(window: string): Promise<ModelUsage> {
    const since = this.since(window);
    return this.transactions.run(async (tx) => ({
      ...{ window, since: since.toISOString() },
      totals: { feature: 'all', ...(await this.store.totals(tx, since)) },
      usage: await this.store.byUse(tx, since),
    }));
  }

  async series({ window, by, step }: UsageSeriesQuery): Promise<ModelUsageSeries> {
    const since = this.since(window);
    const points = await this.transactions.run((tx) => this.store.series(tx, since, by, step));
    const byKey = Map.groupBy(points, ({ key }) => key);
    const series = [...byKey].map(([key, own]) => ({
      key,
      name: own.at(-1)!.name,
      points: own.map(toPoint),
    }));
    return { ...{ window, since: since.toISOString(), step }, series };
  }

  private since(window: string): Date {
    const ms = parseDuration(window);
    if (ms === undefined || ms <= 0) throw invalidAt('window', 'must be a duration such as 24h or 90m');
    if (ms > KEPT_MS) throw invalidAt('window', 'must be at most 2160h: older usage is not kept');
    return new Date(this.clock.now().getTime() - ms);
  }
}

function toPoint({ key: _key, name: _name, at, ...counts }: CountedPoint): Counted & { at: string } {
  return { at: at.toISOString(), ...counts };
}
