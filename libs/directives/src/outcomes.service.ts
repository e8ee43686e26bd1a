import { Injectable } from '@nestjs/common';
import { afterCommit, Signals, systemActor } from '@legator/core';
import type { SignalContext, Tx } from '@legator/core';
import { DirectiveEnded } from './directive-ended.signal.js';
import type { FailedStart } from './directive-type.js';
import { DirectiveTypes } from './directive-types.js';
import type { Directive } from './directive.js';
import { RunnerStore } from './runner.store.js';
import type { End } from './runner.store.js';
import { Waiters } from './waiters.js';

/** The one way for a running directive to end. */
@Injectable()
export class Outcomes {
  constructor(
    private readonly store: RunnerStore,
    private readonly types: DirectiveTypes,
    private readonly signals: Signals,
    private readonly waiters: Waiters,
  ) {}

  /**
   * Ends running directives, any number at once, in the caller's transaction. Final states are written once: whatever
   * ended before keeps its end and is not among the directives returned.
   */
  async finish(tx: Tx, ends: readonly End[]): Promise<Directive[]> {
    if (ends.length === 0) return [];
    const ended = await this.store.finish(tx, ends);
    await this.recordEnds(tx, ended);
    return ended;
  }

  /** Ends those that could not be started. @returns their ids */
  async failStarts(tx: Tx, failed: readonly FailedStart[]): Promise<Set<string>> {
    await this.finish(
      tx,
      failed.map(({ directiveId, errorKind, message }) => ({
        directiveId,
        status: 'failed',
        errorKind,
        errorMessage: message,
      })),
    );
    return new Set(failed.map(({ directiveId }) => directiveId));
  }

  /** States the end of directives whose rows say so already, and tells whoever waits. */
  async recordEnds(tx: Tx, ended: readonly Directive[]): Promise<void> {
    const facts = ended
      .filter((directive) => this.isToldHere(directive))
      .map((directive) => ({
        signal: new DirectiveEnded(directive, directive.status as End['status']),
        context: {
          actor: endedBy(directive),
          requestId: directive.requestId ?? undefined,
          correlationId: directive.correlationId ?? undefined,
        },
      }));
    await this.signals.recordAll(tx, facts);
    afterCommit(tx, () => this.waiters.ended(ended.map(({ id }) => id)));
  }

  /** What states its own facts tells the end of what it began; what never began is told here. */
  private isToldHere({ type, status, startedAt, errorKind }: Directive): boolean {
    if (!this.types.find(type)?.ownSignals) return true;
    // Claimed and then refused it never began either, whatever its row says.
    return status === 'canceled' && (startedAt === null || errorKind === 'approval_void');
  }
}

/** Whoever asked for the end; nobody else ends a directive by hand. */
function endedBy({ tenantId, status, canceledBy }: Directive): SignalContext['actor'] {
  if (status !== 'canceled' || !canceledBy) return systemActor(tenantId);
  return { ...canceledBy, type: canceledBy.type as SignalContext['actor']['type'], tenantId };
}
