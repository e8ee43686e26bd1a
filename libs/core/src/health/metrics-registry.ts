import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export interface MetricValue {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Collected {
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly string[];
  /** Asked at each scrape, in the context of whoever asks, so that `Transactions.run` sees their tenant only. */
  collect(): Promise<number | readonly MetricValue[]> | number | readonly MetricValue[];
}

const WITHIN_MS = 5_000;

/**
 * What can be measured here. Counters and histograms count in this process; gauges are asked for when somebody looks,
 * each time into a registry of its own, so that one tenant never sees the numbers of another.
 */
@Injectable()
export class MetricsRegistry implements OnApplicationShutdown {
  private readonly logger = new Logger('metrics');
  private readonly process = new Registry();
  private readonly collected = new Map<string, Collected>();
  private readonly failures: Counter;

  constructor() {
    collectDefaultMetrics({ register: this.process });
    this.failures = this.counter(
      'legator_metrics_failures_total',
      'Collectors that failed or took too long',
      ['name'],
    );
    this.gauge({
      name: 'legator_uptime_seconds',
      help: 'How long this replica has been running',
      collect: () => process.uptime(),
    });
  }

  onApplicationShutdown(): void {
    this.process.clear();
  }

  /** A number that is asked for at each scrape. */
  gauge(collected: Collected): void {
    if (this.collected.has(collected.name))
      throw new Error(`There are two metrics called ${collected.name}.`);
    this.collected.set(collected.name, collected);
  }

  /** A number that only grows, in this process. */
  counter<L extends string>(name: string, help: string, labelNames: readonly L[] = []): Counter<L> {
    return new Counter({ name, help, labelNames: [...labelNames], registers: [this.process] });
  }

  /** Bounds are in the metric's own unit, seconds for durations. */
  histogram<L extends string>(
    name: string,
    help: string,
    buckets: readonly number[],
    labelNames: readonly L[] = [],
  ): Histogram<L> {
    return new Histogram({
      name,
      help,
      buckets: [...buckets],
      labelNames: [...labelNames],
      registers: [this.process],
    });
  }

  get contentType(): string {
    return this.process.contentType;
  }

  /** Everything in the text format of Prometheus. What cannot be asked is left out and counted. */
  async scrape(): Promise<string> {
    const asked = new Registry();
    await Promise.all([...this.collected.values()].map((one) => this.ask(one, asked)));
    return `${await this.process.metrics()}\n${await asked.metrics()}`;
  }

  private async ask({ name, help, labels = [], collect }: Collected, into: Registry): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error('It took too long.')), WITHIN_MS);
    });
    try {
      const found = await Promise.race([(async () => collect())(), late]);
      const values = typeof found === 'number' ? [{ value: found }] : found;
      const gauge = new Gauge({ name, help, labelNames: [...labels], registers: [into] });
      for (const { labels: given, value } of values) gauge.set({ ...given }, value);
    } catch (error) {
      this.failures.inc({ name });
      this.logger.warn(`The metric ${name} cannot be read: ${(error as Error).message}`);
    } finally {
      clearTimeout(timer);
    }
  }
}
