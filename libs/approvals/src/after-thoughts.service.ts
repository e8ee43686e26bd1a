import { Injectable } from '@nestjs/common';
import { Clock, currentContext, isPerson, People, personId, Signals, Transactions } from '@legator/core';
import type { Tx } from '@legator/core';
import { DirectiveControl } from '@legator/directives';
import { ApprovalEnded } from './approval-ended.signal.js';
import type { Approval } from './approval.entity.js';
import { notRequester, notWaiting, nothingToReview, ownReview, peopleOnly } from './approvals.errors.js';
import { ApprovalsStore } from './approvals.store.js';
import { BreakglassReviewed } from './breakglass-reviewed.signal.js';
import { Deciders, isOwn } from './deciders.service.js';

/** What else becomes of a request: taken back by whoever asked, or looked at afterwards. */
@Injectable()
export class AfterThoughts {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: ApprovalsStore,
    private readonly directives: DirectiveControl,
    private readonly deciders: Deciders,
    private readonly people: People,
    private readonly signals: Signals,
    private readonly clock: Clock,
  ) {}

  /** By whoever asked, also when it is approved for later. @throws `not_found`, `forbidden`, `conflict` */
  withdraw(id: string, reason: string): Promise<Approval> {
    return this.transactions.run(async (tx) => {
      const { directiveId } = await this.store.get(tx, id);
      await this.directives.lock(tx, directiveId);
      const approval = await this.store.take(tx, id);
      if (!(await this.isRequester(tx, approval))) throw notRequester();
      if (!isHeld(approval)) throw notWaiting(approval);
      const { actor } = currentContext();
      const ended = await this.store.change(tx, approval, {
        state: 'withdrawn',
        decidedBy: actor.name,
        decidedAt: this.clock.now(),
        decisionReason: reason,
      });
      await this.directives.settleGate(tx, directiveId, 'withdrawn', reason);
      await this.signals.record(tx, new ApprovalEnded(ended));
      return ended;
    });
  }

  /** Another person than who broke the glass looks at it; that one only where there is nobody else. */
  review(id: string, note: string): Promise<Approval> {
    const { actor } = currentContext();
    if (!isPerson(actor)) throw peopleOnly('review');
    return this.transactions.run(async (tx) => {
      await this.store.get(tx, id);
      const approval = await this.store.take(tx, id);
      if (!approval.needsReview) throw nothingToReview(id);
      const { person, sole } = await this.deciders.me(tx);
      const own = isOwn(approval, person);
      if (own && !sole) throw ownReview();
      const reviewed = await this.store.change(tx, approval, {
        needsReview: false,
        reviewedBy: actor.name,
        reviewedAt: this.clock.now(),
        reviewNote: note,
      });
      await this.signals.record(tx, new BreakglassReviewed(reviewed, own));
      return reviewed;
    });
  }

  /** The one who asked, or whoever answers for it. */
  private async isRequester(tx: Tx, approval: Approval): Promise<boolean> {
    const { actor } = currentContext();
    return isOwn(approval, personId(actor)) || isOwn(approval, await this.people.answerable(tx, actor));
  }
}

/** Undecided, or approved for a time that has not come. */
export function isHeld({ state, releasedAt }: Approval): boolean {
  return state === 'pending' || (state === 'approved' && releasedAt === null);
}
