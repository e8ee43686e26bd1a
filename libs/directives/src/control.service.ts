import { Injectable } from '@nestjs/common';
import { afterCommit, currentContext, Gate, may, Signals, Transactions } from '@legator/core';
import type { DomainError, GatedDirective, Tx } from '@legator/core';
import { Admission } from './admission.js';
import { DirectiveRequested } from './directive-requested.signal.js';
import { DirectiveTypes } from './directive-types.js';
import { isFinal } from './directive.js';
import type { Directive } from './directive.js';
import {
  alreadyFinished,
  denied,
  missingPermission,
  notFinished,
  notRerunnable,
  tooManyAttempts,
} from './directives.errors.js';
import { DirectivesStore } from './directives.store.js';
import { Outcomes } from './outcomes.service.js';
import { asker, toGated } from './gated.js';
import { WakeRunner } from './wake-runner.js';

/** A directive that waits, seen once more by whoever has to decide about it. */
export interface Reconsidered {
  /** False when it was settled, canceled or started before. */
  readonly waiting: boolean;
  /** As its row says it was asked for. */
  readonly asked: GatedDirective;
  /** As it would be judged if it were asked for now; nothing when it cannot be read any more. */
  readonly now: GatedDirective | undefined;
  /** The refusal that a freeze would be. */
  readonly frozen: DomainError | undefined;
}

/** How a gate is settled; all but `approved` end what it held. */
export type Settlement = 'approved' | 'denied' | 'expired' | 'withdrawn' | 'superseded' | 'void';

/** What can be done to a directive after it was requested. */
@Injectable()
export class DirectiveControl {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: DirectivesStore,
    private readonly types: DirectiveTypes,
    private readonly admission: Admission,
    private readonly outcomes: Outcomes,
    private readonly gate: Gate,
    private readonly signals: Signals,
    private readonly runner: WakeRunner,
  ) {}

  /**
   * Ends a directive that has not started; asks a running one to stop, whose end is then reported like any other.
   * @throws `directives.already_finished`
   */
  cancel(id: string, reason: string): Promise<Directive> {
    return this.transactions.run(async (tx) => {
      const directive = await this.store.take(tx, id);
      if (isFinal(directive)) throw alreadyFinished(id);
      if (directive.status === 'running') return this.stopRunning(tx, directive, reason);
      const { type, id: by, name } = currentContext().actor;
      await this.end(
        tx,
        { ...directive, canceledBy: { type, id: by, name } },
        { errorKind: 'canceled', errorMessage: reason, gate: directive.gate },
      );
      if (directive.gate === 'pending') await this.gate.withdraw(tx, [id], reason);
      return this.store.get(tx, id);
    });
  }

  /**
   * Takes back one that still waits for a person. @returns false when it no longer waits: what was approved meanwhile is
   * left alone
   */
  withdraw(id: string, reason: string): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      const waited = await this.settleGate(tx, id, 'withdrawn', reason);
      if (waited) await this.gate.withdraw(tx, [id], reason);
      return waited;
    });
  }

  /**
   * Settles the gate of a directive that waits, in the decision's own transaction. What is approved starts before
   * `notAfter`, or else within so many milliseconds of when it is due, or never.
   * @returns false when it no longer waits: canceled, or settled before
   */
  async settleGate(
    tx: Tx,
    id: string,
    decision: Settlement,
    why: string,
    { notAfter, withinMs }: { notAfter?: Date | null; withinMs?: number } = {},
  ): Promise<boolean> {
    const directive = await this.store.take(tx, id);
    if (directive.status !== 'requested' || directive.gate !== 'pending') return false;
    if (decision === 'approved') {
      await this.store.move(tx, id, 'requested', {
        gate: 'approved',
        not_after: earlier(directive.notAfter, notAfter ?? latestStart(directive, withinMs)),
      });
      afterCommit(tx, () => this.runner.wake());
      return true;
    }
    const gate = decision === 'denied' || decision === 'expired' ? decision : directive.gate;
    await this.end(tx, directive, { errorKind: `approval_${decision}`, errorMessage: why, gate });
    return true;
  }

  /** @throws `not_found` */
  get(tx: Tx, id: string): Promise<Directive> {
    return this.store.get(tx, id);
  }

  /** Serves whoever decides, cancels or starts a directive in turn. Its approval is locked after it, never before. */
  async lock(tx: Tx, id: string): Promise<Directive> {
    return this.store.take(tx, id);
  }

  /** Locks a directive and judges it once more, because what was true when it was asked for need not be true now. */
  async reconsider(tx: Tx, id: string): Promise<Reconsidered> {
    const directive = await this.store.take(tx, id);
    const type = this.types.find(directive.type);
    const actor = asker(directive);
    const waiting = directive.status === 'requested' && directive.gate === 'pending';
    const asked = toGated(directive, type, actor);
    const payload = type?.schema.safeParse(directive.payload);
    if (!type || !payload?.success) return { waiting, asked, now: undefined, frozen: undefined };
    const draft = await this.admission.draftNow(tx, type, payload.data as never, directive);
    await this.admission.keepOpen(tx, directive.tenantId);
    const [seen] = await this.admission.judgeHeld(tx, [draft], actor);
    return { waiting, asked, now: toGated(seen!.directive, type, actor), frozen: seen!.frozen };
  }

  /**
   * Once more, as a new attempt with a fresh verdict and, where one was needed, a new approval. The earlier attempts
   * keep their results. It counts as asked for now, by whoever asks: rates count it once more.
   */
  rerun(id: string, reason: string): Promise<Directive> {
    return this.transactions.run(async (tx) => {
      const before = await this.store.take(tx, id);
      const type = this.types.get(before.type);
      const { actor } = currentContext();
      if (!isFinal(before)) throw notFinished(id);
      if (!type.rerunnable || type.kind === 'inline') throw notRerunnable(before.type);
      if (!may(actor, type.permission)) throw missingPermission(type.permission, type.title);
      if (before.attempt >= before.maxAttempts) throw tooManyAttempts(id, before.maxAttempts);
      const requestedBy = { type: actor.type, id: actor.id, name: actor.name };
      const fresh: Directive = {
        ...before,
        status: 'requested',
        gate: 'none',
        reason,
        requestedBy,
        requestedAt: new Date(),
        notAfter: null,
        canceledBy: null,
      };
      const again = await this.admission.draftNow(tx, type, before.payload as never, fresh);
      const [draft] = await this.admission.judgeAll(tx, [again], actor);
      if (draft!.directive.errorKind === 'denied') throw denied(draft!.directive);
      return this.reopen(tx, before.status, draft!.directive);
    });
  }

  private async reopen(tx: Tx, before: Directive['status'], directive: Directive): Promise<Directive> {
    const { id } = directive;
    await this.store.move(tx, id, before, {
      status: directive.status,
      gate: directive.gate,
      decision: directive.decision,
      level: directive.level,
      risk: directive.risk,
      reasons: JSON.stringify(directive.reasons),
      rationale: JSON.stringify(directive.rationale),
      requested_at: directive.requestedAt,
      requested_by_type: directive.requestedBy.type,
      requested_by_id: directive.requestedBy.id,
      requested_by_name: directive.requestedBy.name,
      reason: directive.reason,
      not_after: null,
      scheduled_at: new Date(),
      judged_at: 'now',
      started_at: null,
      completed_at: null,
      result: null,
      error_kind: null,
      error_message: null,
      approval_id: null,
      cancel_requested_at: null,
      cancel_reason: null,
      canceled_by: null,
    });
    await this.signals.record(tx, new DirectiveRequested(directive));
    if (directive.gate === 'pending') {
      await this.store.setApprovals(
        tx,
        await this.gate.open(tx, [
          toGated(directive, this.types.find(directive.type), currentContext().actor),
        ]),
      );
    }
    afterCommit(tx, () => this.runner.wake());
    return this.store.get(tx, id);
  }

  private async stopRunning(tx: Tx, directive: Directive, reason: string): Promise<Directive> {
    const { type: kind, id: by, name } = currentContext().actor;
    await this.store.move(tx, directive.id, 'running', {
      cancel_requested_at: new Date(),
      cancel_reason: reason,
      canceled_by: JSON.stringify({ type: kind, id: by, name }),
    });
    const type = this.types.find(directive.type);
    if (type?.kind === 'remote') await type.cancel(tx, { ...directive, cancelReason: reason });
    if (type?.kind === 'local') afterCommit(tx, () => this.runner.cancel(directive.id));
    return this.store.get(tx, directive.id);
  }

  private async end(
    tx: Tx,
    directive: Directive,
    { errorKind, errorMessage, gate }: { errorKind: string; errorMessage: string; gate: Directive['gate'] },
  ): Promise<void> {
    const to = {
      status: 'canceled',
      gate,
      error_kind: errorKind,
      error_message: errorMessage,
      canceled_by: directive.canceledBy && JSON.stringify(directive.canceledBy),
      completed_at: new Date(),
    };
    if (!(await this.store.move(tx, directive.id, 'requested', to))) throw alreadyFinished(directive.id);
    await this.outcomes.recordEnds(tx, [{ ...directive, status: 'canceled', gate, errorKind, errorMessage }]);
  }
}

function latestStart({ scheduledAt }: Directive, withinMs: number | undefined): Date | undefined {
  return withinMs === undefined
    ? undefined
    : new Date(Math.max(Date.now(), scheduledAt.getTime()) + withinMs);
}

function earlier(a: Date | null, b: Date | undefined): Date | null {
  if (!a || !b) return a ?? b ?? null;
  return a < b ? a : b;
}
