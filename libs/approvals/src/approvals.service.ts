import { Injectable } from '@nestjs/common';
import type { ApprovalView, ListApprovals } from '@legator/contracts';
import { currentContext, isPerson, may, Transactions } from '@legator/core';
import type { Tx } from '@legator/core';
import { toView } from './approval-view.js';
import type { Approval } from './approval.entity.js';
import { ApprovalsStore } from './approvals.store.js';
import { Deciders } from './deciders.service.js';
import { TargetNames } from './target-names.js';
import { VotesStore } from './votes.store.js';

interface Listed {
  readonly approvals: Approval[];
  readonly pending: number;
  readonly nextCursor: string | null;
}

/** What waits for a person, and what became of it. */
@Injectable()
export class ApprovalsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: ApprovalsStore,
    private readonly votes: VotesStore,
    private readonly names: TargetNames,
    private readonly deciders: Deciders,
  ) {}

  /** One page, and how many wait in the tenant whatever the filter. */
  list(filter: Partial<ListApprovals>): Promise<Listed> {
    return this.transactions.run((tx) => this.page(tx, { limit: 50, ...filter }));
  }

  get(id: string): Promise<Approval> {
    return this.transactions.run((tx) => this.store.get(tx, id));
  }

  /** As the API shows them, in the same order: who said yes, and what their targets are called. */
  views(approvals: readonly Approval[]): Promise<ApprovalView[]> {
    return this.transactions.run(async (tx) => {
      const votes = await this.votes.of(
        tx,
        approvals.map(({ id }) => id),
      );
      const subject = ({ subjectType, subjectId }: Approval) => ({ type: subjectType, id: subjectId });
      const nameOf = await this.names.of(tx, approvals.map(subject));
      const given = [...votes.values()].flat();
      const standing = new Set(await this.deciders.standingVotes(tx, given));
      return approvals.map((one) => {
        const own = votes.get(one.id) ?? [];
        const counted = own.filter((vote) => standing.has(vote));
        return toView(one, own, nameOf(subject(one)), counted);
      });
    });
  }

  /** How many wait in the tenant of the transaction. */
  pendingIn(tx: Tx): Promise<number> {
    return this.store.pendingCount(tx);
  }

  /** How many of them are about each of these probes; those for whom none wait are left out. */
  async pendingByProbe(tx: Tx, probeIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows = await this.store.pendingByProbe(tx, probeIds);
    return new Map(rows.map(({ id, n }) => [id, n]));
  }

  /** Which of these directives wait for a person, and the request for each; one request may be for several. */
  async pendingFor(tx: Tx, directiveIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (directiveIds.length === 0) return new Map();
    const rows = await this.store.pendingFor(tx, directiveIds);
    return new Map(rows.map(({ directiveId, id }) => [directiveId, id]));
  }

  private async page(tx: Tx, filter: ListApprovals): Promise<Listed> {
    const pending = await this.store.pendingCount(tx);
    const { actor } = currentContext();
    // Nothing waits for a key, nor for who may not decide.
    if (filter.waiting_for && !(isPerson(actor) && may(actor, 'approval:write')))
      return { approvals: [], pending, nextCursor: null };
    const me = filter.waiting_for || filter.asked_by ? await this.deciders.me(tx) : undefined;
    const found = await this.store.list(tx, filter, me);
    const approvals = found.slice(0, filter.limit);
    return { approvals, pending, nextCursor: found.length > filter.limit ? approvals.at(-1)!.id : null };
  }
}
