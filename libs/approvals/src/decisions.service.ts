import { Injectable } from '@nestjs/common';
import { failPoint } from '@legator/contracts';
import type { DecideApproval } from '@legator/contracts';
import { Clock, currentContext, isPerson, personId, Signals, Transactions } from '@legator/core';
import type { Tx } from '@legator/core';
import { DirectiveControl } from '@legator/directives';
import { ApprovalDecided } from './approval-decided.signal.js';
import { ApprovalGiven } from './approval-given.signal.js';
import { undecidedUntil } from './approval.entity.js';
import type { Approval } from './approval.entity.js';
import { alreadyDecided, becameVoid, noSuchApproval, peopleOnly, tooLate } from './approvals.errors.js';
import { ApprovalsStore } from './approvals.store.js';
import { Deciders } from './deciders.service.js';
import { Releases } from './releases.service.js';
import { mustBeThere } from './step-up.js';
import type { Vote } from './vote.js';
import { VotesStore } from './votes.store.js';
import { mergeWindow, windowOf } from './window.js';

/** People's decisions: what they decide, the gate it settles and the fact that reports it, together or not at all. */
@Injectable()
export class Decisions {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: ApprovalsStore,
    private readonly votes: VotesStore,
    private readonly directives: DirectiveControl,
    private readonly deciders: Deciders,
    private readonly releases: Releases,
    private readonly signals: Signals,
    private readonly clock: Clock,
  ) {}

  /**
   * Decides on behalf of who is signed in. Still `pending` afterwards while another person is missing.
   * @throws `invalid` as upstream does, `forbidden` for whoever may not, `approvals.step_up_required`, `conflict` (`approvals.void`) when it is not
   *   what was asked for any more, `frozen`
   */
  async decide(id: string, input: DecideApproval): Promise<Approval> {
    if (!isPerson(currentContext().actor)) throw peopleOnly('decide');
    const decided = await this.transactions.run((tx) =>
      input.decision === 'denied' ? this.deny(tx, id, input) : this.approve(tx, id, input),
    );
    failPoint('approval.committed');
    // Said after the commit: that it became void has to stay.
    if (decided.state === 'void')
      throw becameVoid(id, decided.decisionReason ?? 'It is void.', decided.changes);
    return decided;
  }

  /** Anybody who may decide may say no, those included who asked or said yes before. */
  private async deny(tx: Tx, id: string, { reason, decided_by: claim }: DecideApproval): Promise<Approval> {
    await this.directives.lock(tx, await this.directiveOf(tx, id));
    const approval = await this.undecided(tx, id);
    mustBeThere(approval.treatedAs, this.clock.now(), 'decide');
    const { actor } = currentContext();
    const denied = await this.store.change(tx, approval, {
      state: 'denied',
      decidedBy: actor.name,
      decidedAt: this.clock.now(),
      decisionReason: reason ?? null,
    });
    const why = reason ? `${actor.name} denied it: ${reason}` : `${actor.name} denied it.`;
    await this.directives.settleGate(tx, approval.directiveId, 'denied', why);
    const votes = (await this.votes.of(tx, [id])).get(id) ?? [];
    await this.signals.record(tx, new ApprovalDecided(denied, votes, claim ?? null));
    return denied;
  }

  private async approve(tx: Tx, id: string, input: DecideApproval): Promise<Approval> {
    const seen = await this.directives.reconsider(tx, await this.directiveOf(tx, id));
    const approval = await this.undecided(tx, id);
    const flaw = this.releases.flawOf(approval, seen);
    if (flaw) return this.releases.end(tx, approval, 'void', flaw);
    const window = windowOf(input, this.clock.now());
    // Approved for later it may start once the freeze is lifted; approved for now it could not.
    if (seen.frozen && !window.notBefore) throw seen.frozen;
    const votes = (await this.votes.of(tx, [id])).get(id) ?? [];
    const { as, needed } = await this.deciders.admit(tx, approval, votes, input);
    mustBeThere(approval.treatedAs, this.clock.now(), 'decide');
    const open = mergeWindow(approval, window, this.clock.now());
    const vote = voteOf(approval, as, input, this.clock.now());
    await this.votes.insert(tx, [vote]);
    const counted = [...(await this.deciders.standingVotes(tx, votes)), vote];
    return this.count(tx, approval, counted, { needed, ...open });
  }

  private async count(
    tx: Tx,
    approval: Approval,
    votes: readonly Vote[],
    { needed, notBefore, notAfter }: { needed: number; notBefore: Date | null; notAfter: Date | null },
  ): Promise<Approval> {
    const vote = votes.at(-1)!;
    if (votes.length < needed) {
      const waiting = await this.store.change(tx, approval, { notBefore, notAfter });
      await this.signals.record(tx, new ApprovalGiven(waiting, vote, { given: votes.length, needed }));
      return waiting;
    }
    const approved = await this.store.change(tx, approval, {
      state: 'approved',
      decidedBy: vote.name,
      decidedAt: vote.at,
      decisionReason: vote.reason,
      notBefore,
      notAfter,
    });
    await this.signals.record(tx, new ApprovalDecided(approved, votes, vote.claimedBy));
    return notBefore && notBefore > vote.at ? approved : this.releases.release(tx, approved);
  }

  private async directiveOf(tx: Tx, id: string): Promise<string> {
    const found = await this.store.find(tx, id);
    if (!found) throw noSuchApproval(id);
    return found.directiveId;
  }

  private async undecided(tx: Tx, id: string): Promise<Approval> {
    const approval = await this.store.take(tx, id);
    if (approval.state === 'expired') throw tooLate();
    if (approval.state !== 'pending') throw alreadyDecided(approval);
    if (undecidedUntil(approval) <= this.clock.now()) throw tooLate();
    return approval;
  }
}

function voteOf(approval: Approval, as: Vote['as'], input: DecideApproval, at: Date): Vote {
  const { actor } = currentContext();
  return {
    approvalId: approval.id,
    tenantId: approval.tenantId,
    person: personId(actor),
    name: actor.name,
    as,
    reason: input.reason ?? null,
    claimedBy: input.decided_by ?? null,
    at,
  };
}
