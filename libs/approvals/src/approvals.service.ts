import { Injectable } from '@nestjs/common';
import type { ListApprovals } from '@legator/contracts';
import { Transactions } from '@legator/core';
import type { Tx } from '@legator/core';
import type { Approval } from './approval.entity.js';
import { ApprovalsStore } from './approvals.store.js';

/** What waits for a person, and what became of it. */
@Injectable()
export class ApprovalsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: ApprovalsStore,
  ) {}

  list(filter: ListApprovals): Promise<{ approvals: Approval[]; pending: number }> {
    return this.transactions.run(async (tx) => ({
      approvals: await this.store.list(tx, filter),
      pending: await this.store.pendingCount(tx),
    }));
  }

  get(id: string): Promise<Approval> {
    return this.transactions.run((tx) => this.store.get(tx, id));
  }

  /** How many wait in the tenant of the transaction. */
  pendingIn(tx: Tx): Promise<number> {
    return this.store.pendingCount(tx);
  }
}
