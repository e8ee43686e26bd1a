import { Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { afterCommit, Background, runWith, Signals, systemActor, Transactions } from '@legator/core';
import { ExecutionThawed } from './execution-thawed.signal.js';
import { FreezeStore } from './freeze.store.js';
import { WakeRunner } from './wake-runner.js';

const LOOK_MS = 5_000;

/** Writes down that a freeze ended by itself, and wakes what waited for it. It holds nothing from its end on, written or not. */
@Injectable()
export class FreezeEnds implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly background = new Background('freezes', () => this.turn(), LOOK_MS);

  constructor(
    private readonly transactions: Transactions,
    private readonly store: FreezeStore,
    private readonly signals: Signals,
    private readonly runner: WakeRunner,
  ) {}

  onApplicationBootstrap(): void {
    this.background.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.background.stop();
  }

  /** All tenants, one transaction each. */
  async turn(): Promise<void> {
    for (const tenantId of await this.transactions.worker((tx) => this.store.tenantsWithEnded(tx)))
      await runWith({ actor: systemActor(tenantId) }, () => this.end());
  }

  private end(): Promise<void> {
    return this.transactions.run(async (tx) => {
      for (const freeze of await this.store.endAll(tx))
        await this.signals.record(
          tx,
          new ExecutionThawed(freeze.id, freeze.scope_type, freeze.scope_id, freeze.until_at!),
        );
      afterCommit(tx, () => this.runner.wake());
    });
  }
}
