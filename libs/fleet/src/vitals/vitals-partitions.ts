import { Injectable } from '@nestjs/common';
import { Transactions } from '@legator/core';

const DAY_MS = 86_400_000;

/** Sees to it that there is a day to keep vitals in, before they are written. */
@Injectable()
export class VitalsPartitions {
  private readonly made = new Set<number>();

  constructor(private readonly transactions: Transactions) {}

  /** Costs nothing for days known already. Moments are milliseconds. */
  async ensure(moments: readonly number[]): Promise<void> {
    const days = new Set(moments.map((at) => Math.floor(at / DAY_MS)));
    for (const day of days) if (!this.made.has(day)) await this.make(day);
  }

  /** Makes the days around `at` and drops those whose time is over. @returns how many were dropped */
  async turnOver(at: Date): Promise<number> {
    const [{ dropped }] = await this.transactions.worker((tx) =>
      tx.query('select fleet_vitals_partitions($1) as dropped', [at]),
    );
    return dropped;
  }

  private async make(day: number): Promise<void> {
    await this.turnOver(new Date(day * DAY_MS));
    if (this.made.size > 8) this.made.clear();
    this.made.add(day);
  }
}
