import { Inject, Injectable } from '@nestjs/common';
import { Clock, CONFIG, currentContext, Gate, newId, Signals } from '@legator/core';
import type { Config, GatedDirective, OpenedGate, Tx } from '@legator/core';
import { ApprovalDecided } from './approval-decided.signal.js';
import { ApprovalRequested } from './approval-requested.signal.js';
import type { Approval } from './approval.entity.js';
import { ApprovalsStore } from './approvals.store.js';

/** Holds directives back: a row that survives everything, and a signal that says a person is needed. */
@Injectable()
export class ApprovalGate extends Gate {
  constructor(
    private readonly store: ApprovalsStore,
    private readonly signals: Signals,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    super();
  }

  async open(tx: Tx, directives: readonly GatedDirective[]): Promise<OpenedGate[]> {
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + this.config.approvalTtlMs);
    const approvals = directives.map((directive) => toApproval(directive, now, expiresAt));
    await this.store.insert(tx, approvals);
    const context = currentContext();
    await this.signals.recordAll(
      tx,
      approvals.map((approval) => ({ signal: new ApprovalRequested(approval), context })),
    );
    return approvals.map(({ id, directiveId }) => ({ directiveId, approvalId: id, expiresAt }));
  }

  async withdraw(tx: Tx, directiveIds: readonly string[], _reason: string): Promise<void> {
    const context = currentContext();
    const settled = await this.store.settle(tx, directiveIds, 'withdrawn', context.actor.name);
    await this.signals.recordAll(
      tx,
      settled.map((approval) => ({ signal: new ApprovalDecided(approval), context })),
    );
  }
}

function toApproval(directive: GatedDirective, createdAt: Date, expiresAt: Date): Approval {
  const { actor, verdict, subject } = directive;
  return {
    id: newId(createdAt.getTime()),
    tenantId: actor.tenantId,
    directiveId: directive.directiveId,
    type: directive.type,
    payload: directive.payload as Record<string, unknown>,
    summary: directive.summary,
    subjectType: subject.type,
    subjectId: subject.id,
    risk: verdict.risk,
    reason: directive.reason ?? verdict.reasons.map(({ text }) => text).join(' '),
    requestedByType: actor.type,
    requestedById: actor.id,
    requestedByName: actor.name,
    rationale: { ...verdict.rationale, reasons: verdict.reasons },
    state: 'pending',
    decidedBy: null,
    decidedAt: null,
    createdAt,
    expiresAt,
  };
}
