import { Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { Background, Signals, systemActor, Transactions } from '@legator/core';
import type { Tx } from '@legator/core';
import { DirectiveControl } from '@legator/directives';
import { ApprovalEnded } from './approval-ended.signal.js';
import { undecidedUntil } from './approval.entity.js';
import { ApprovalsStore } from './approvals.store.js';

const BATCH = 100;
const UNDECIDED = 'Nobody decided in time.';
const WINDOW_OVER = 'Nobody else approved it before the time was over in which it was to start.';

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
    for (const { directiveId, tenantId, ...approval } of due) {
      const why = undecidedUntil(approval) < approval.expiresAt ? WINDOW_OVER : UNDECIDED;
      // The directive first, as a cancel or a decision does, so nobody waits for each other.
      await this.directives.lock(tx, directiveId);
      const end = { state: 'expired', by: 'system', why, only: 'pending' } as const;
      const settled = await this.store.settle(tx, [directiveId], end);
      // Somebody decided at the last moment; then it is theirs.
      if (settled.length === 0) continue;
      await this.directives.settleGate(tx, directiveId, 'expired', why);
      const context = { actor: systemActor(tenantId) };
      await this.signals.recordAll(
        tx,
        settled.map((approval) => ({ signal: new ApprovalEnded(approval), context })),
      );
    }
    return due.length;
  }
}
