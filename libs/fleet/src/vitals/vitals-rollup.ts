import { Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { Background, Clock, Transactions } from '@legator/core';
import type { Tx } from '@legator/core';
import { CounterStore } from '../probes/counter.store.js';
import { VitalsPartitions } from './vitals-partitions.js';

/** Beats are written a second or two after they were heard; means wait for them this long. */
const SETTLE_MS = 60_000;

const VALUES = ['load1', 'cpu', 'memory', 'swap', 'disk', 'net_rx', 'net_tx', 'processes'];

const ROLLUPS = [
  { name: '5m', step: '5 minutes', from: 'fleet_vitals', to: 'fleet_vitals_5m', weight: '1' },
  { name: '1h', step: '1 hour', from: 'fleet_vitals_5m', to: 'fleet_vitals_1h', weight: 'n' },
] as const;

/**
 * Makes means of the vitals, 5 minutes and hours, and lets go of what is past its time. Whoever holds the row that says
 * how far it has come does it; started again after a kill, it goes on from there.
 */
@Injectable()
export class VitalsRollup implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly background = new Background('vitals', () => this.turn(), 60_000);

  constructor(
    private readonly transactions: Transactions,
    private readonly partitions: VitalsPartitions,
    private readonly counters: CounterStore,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.background.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.background.stop();
  }

  /** One round: partitions, means up to now, counters melted together. */
  async turn(): Promise<void> {
    await this.partitions.turnOver(this.clock.now());
    for (const rollup of ROLLUPS) while (await this.transactions.worker((tx) => this.rollUp(tx, rollup)));
    await this.transactions.worker((tx) => this.counters.compact(tx));
  }

  /** At most a day at a time. @returns whether there is more */
  private async rollUp(tx: Tx, { name, step, from, to, weight }: (typeof ROLLUPS)[number]): Promise<boolean> {
    const settled = new Date(this.clock.now().getTime() - SETTLE_MS);
    const [range] = await tx.query(
      `select upto as since, least(date_bin($2, $3::timestamptz, 'epoch'), upto + interval '1 day') as until,
         date_bin($2, $3::timestamptz, 'epoch') as goal
       from fleet_rollup where name = $1 for update skip locked`,
      [name, step, settled],
    );
    if (!range || range.until <= range.since) return false;
    const means = VALUES.map((value) => mean(value, weight)).join(', ');
    await tx.query(
      `insert into ${to} (probe_id, tenant_id, at, n, ${VALUES.join(', ')})
       select probe_id, tenant_id, date_bin($1, at, 'epoch'), sum(${weight}), ${means}
       from ${from} where at >= $2 and at < $3 group by 1, 2, 3
       on conflict (probe_id, at) do update set n = excluded.n,
         ${VALUES.map((value) => `${value} = excluded.${value}`).join(', ')}`,
      [step, range.since, range.until],
    );
    await tx.query('update fleet_rollup set upto = $2 where name = $1', [name, range.until]);
    return range.until < range.goal;
  }
}

/** Weighted by how many samples each row stands for; rows without the value count for nothing. */
function mean(value: string, weight: string): string {
  return `sum(${value}::float8 * ${weight}) / nullif(sum(${weight}) filter (where ${value} is not null), 0)`;
}
