import { Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { Background, Clock, Transactions } from '@legator/core';
import { UsageStore } from './usage.store.js';

/** 2160h, the longest window that can be asked for. */
export const KEPT_MS = 90 * 86_400_000;
const BATCH = 5_000;

/** Takes away the usage that nobody can ask for any more. */
@Injectable()
export class UsagePruning implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly pruning = new Background('models-prune', () => this.prune(), 3_600_000);

  constructor(
    private readonly transactions: Transactions,
    private readonly store: UsageStore,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.pruning.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pruning.stop();
  }

  /** @returns whether there is more */
  async prune(): Promise<boolean> {
    const before = new Date(this.clock.now().getTime() - KEPT_MS);
    const gone = await this.transactions.worker((tx) => this.store.prune(tx, before, BATCH));
    return gone >= BATCH;
  }
}
