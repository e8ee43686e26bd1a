import { Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { Background, Signals, systemActor, Transactions } from '@legator/core';
import type { Tx } from '@legator/core';
import { DirectiveControl } from '@legator/directives';
import { ApprovalDecided } from './approval-decided.signal.js';
import { ApprovalsStore } from './approvals.store.js';

const BATCH = 100;

/** Nobody decided in time: the request expires and what it held is canceled, in one transaction. */
@Injectable()
export class ApprovalExpiry implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly background = new Background('approval-expiry', () => this.turn(), 2_000);

  constructor(
    private readonly transactions: Transactions,
    private readonly store: ApprovalsStore,
    private readonly directives: DirectiveControl,
    private readonly signals: Signals,
  ) {}

  onApplicationBootstrap(): void {
    this.background.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.background.stop();
  }

  private async turn(): Promise<boolean> {
    return (await this.transactions.worker((tx) => this.expire(tx))) === BATCH;
  }

  private async expire(tx: Tx): Promise<number> {
    const due = await this.store.expired(tx, BATCH);
    for (const { directiveId, tenantId } of due) {
      // The gate first: it locks the directive, as a cancel or a decision does, so nobody waits for each other.
      await this.directives.settleGate(tx, directiveId, 'expired', 'Nobody decided in time.');
      const settled = await this.store.settle(tx, [directiveId], 'expired', 'system');
      const context = { actor: systemActor(tenantId) };
      await this.signals.recordAll(
        tx,
        settled.map((approval) => ({ signal: new ApprovalDecided(approval), context })),
      );
    }
    return due.length;
  }
}
