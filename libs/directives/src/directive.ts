import type {
  DirectiveGate,
  DirectiveOrigin,
  DirectiveStatus,
  Level,
  Risk,
  VerdictDecision,
} from '@legator/contracts';
import type { Reason, Subject } from '@legator/core';

/** An intent with an effect, as its row tells it. */
export interface Directive {
  readonly id: string;
  readonly tenantId: string;
  readonly type: string;
  readonly payload: Record<string, unknown>;
  readonly payloadHash: string;
  readonly summary: string;
  readonly subject: Subject;
  readonly idempotencyKey: string | null;
  readonly status: DirectiveStatus;
  readonly gate: DirectiveGate;
  readonly phase: string | null;
  readonly decision: VerdictDecision;
  readonly level: Level;
  readonly risk: Risk;
  readonly reasons: readonly Reason[];
  readonly rationale: Record<string, unknown>;
  readonly approvalId: string | null;
  readonly requestedBy: { readonly type: string; readonly id: string; readonly name: string };
  readonly requestId: string | null;
  readonly reason: string | null;
  /** The conversation that it came from. */
  readonly origin: DirectiveOrigin | null;
  readonly parentId: string | null;
  readonly correlationId: string | null;
  readonly requestedAt: Date;
  readonly scheduledAt: Date;
  readonly notAfter: Date | null;
  readonly startedAt: Date | null;
  readonly completedAt: Date | null;
  readonly attempt: number;
  readonly maxAttempts: number;
  readonly cancelReason: string | null;
  /** Who asked for its end. */
  readonly canceledBy: Directive['requestedBy'] | null;
  readonly result: Record<string, unknown> | null;
  readonly errorKind: string | null;
  readonly errorMessage: string | null;
}

const FINAL: readonly DirectiveStatus[] = ['succeeded', 'failed', 'canceled'];

/** Whether nothing can happen to it any more, short of a rerun. */
export function isFinal({ status }: Pick<Directive, 'status'>): boolean {
  return FINAL.includes(status);
}
