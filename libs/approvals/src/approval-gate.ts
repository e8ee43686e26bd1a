import { Inject, Injectable } from '@nestjs/common';
import { Clock, CONFIG, currentContext, Gate, notFound, People, personId, Signals } from '@legator/core';
import type { Config, GatedDirective, OpenedGate, RefusedGate, StartingDirective, Tx } from '@legator/core';
import { ApprovalEnded } from './approval-ended.signal.js';
import { ApprovalRequested } from './approval-requested.signal.js';
import type { Approval } from './approval.entity.js';
import { notRequester, notWaiting } from './approvals.errors.js';
import { ApprovalsStore } from './approvals.store.js';
import { BreakglassUsed } from './breakglass-used.signal.js';
import { Breakglass } from './breakglass.service.js';
import { opened } from './opening.js';
import { ApprovalUses } from './uses.service.js';
import { VotesStore } from './votes.store.js';

/** Holds directives back: a row that survives everything, and a signal that says a person is needed. */
@Injectable()
export class ApprovalGate extends Gate {
  constructor(
    private readonly store: ApprovalsStore,
    private readonly votes: VotesStore,
    private readonly uses: ApprovalUses,
    private readonly breakglass: Breakglass,
    private readonly people: People,
    private readonly signals: Signals,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    super();
  }

  async open(tx: Tx, directives: readonly GatedDirective[]): Promise<OpenedGate[]> {
    const parts = await this.uses.openParts(tx, directives);
    const own = directives.filter(({ partOf }) => !partOf);
    return own.length > 0 ? [...parts, ...(await this.ask(tx, own))] : parts;
  }

  private async ask(tx: Tx, directives: readonly GatedDirective[]): Promise<OpenedGate[]> {
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + this.config.approvalTtlMs);
    const approvals: Approval[] = [];
    const answerable = await this.answerable(tx, directives);
    for (const directive of directives) {
      const checked = await this.breakglass.check(tx, directive);
      approvals.push(opened(checked, { answerable: answerable(checked), now, expiresAt }));
    }
    await this.store.insert(tx, approvals);
    await this.votes.insert(
      tx,
      approvals.filter(({ breakglassReason }) => breakglassReason !== null).map(ownVote),
    );
    const context = currentContext();
    await this.signals.recordAll(
      tx,
      approvals.map((approval) => ({
        signal:
          approval.breakglassReason === null ? new ApprovalRequested(approval) : new BreakglassUsed(approval),
        context,
      })),
    );
    return approvals.map(({ id, directiveId, state }) => {
      return { directiveId, approvalId: id, expiresAt, granted: state === 'approved' };
    });
  }

  async withdraw(tx: Tx, directiveIds: readonly string[], reason: string): Promise<void> {
    const context = currentContext();
    const end = { state: 'withdrawn', by: context.actor.name, why: reason } as const;
    const settled = await this.store.settle(tx, directiveIds, end);
    await this.signals.recordAll(
      tx,
      settled.map((approval) => ({ signal: new ApprovalEnded(approval), context })),
    );
  }

  async heldBy(tx: Tx, approvalId: string): Promise<string> {
    const found = await this.store.find(tx, approvalId);
    if (!found) throw notFound('approval', approvalId);
    const { actor } = currentContext();
    const asked = personId({ type: found.requestedByType as 'user', id: found.requestedById });
    const who = await this.people.answerable(tx, actor);
    if (asked !== personId(actor) && found.answerable !== who) throw notRequester();
    if (found.state !== 'pending') throw notWaiting(found);
    return found.directiveId;
  }

  async supersede(tx: Tx, approvalId: string, byDirectiveId: string): Promise<void> {
    const approval = await this.store.take(tx, approvalId);
    if (approval.state !== 'pending') throw notWaiting(approval);
    const ended = await this.store.change(tx, approval, {
      state: 'superseded',
      supersededBy: byDirectiveId,
      decidedBy: currentContext().actor.name,
      decidedAt: this.clock.now(),
      decisionReason: 'A newer request took its place.',
    });
    await this.signals.record(tx, new ApprovalEnded(ended));
  }

  consume(tx: Tx, starting: readonly StartingDirective[]): Promise<readonly RefusedGate[]> {
    return this.uses.consume(tx, starting);
  }

  /** Asked once per actor: a fan-out has one. */
  private async answerable(tx: Tx, directives: readonly GatedDirective[]) {
    const found = new Map<string, string>();
    for (const { actor } of directives) {
      if (!found.has(personId(actor))) found.set(personId(actor), await this.people.answerable(tx, actor));
    }
    return ({ actor }: GatedDirective) => found.get(personId(actor))!;
  }
}

function ownVote({ id, tenantId, answerable, requestedByName, breakglassReason, createdAt }: Approval) {
  return {
    approvalId: id,
    tenantId,
    person: answerable,
    name: requestedByName,
    as: 'breakglass' as const,
    reason: breakglassReason,
    claimedBy: null,
    at: createdAt,
  };
}
