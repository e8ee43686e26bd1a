import type { DirectiveView } from '@legator/contracts';
import type { Directive } from './directive.js';

/** A directive as the API shows it. */
export function toView(directive: Directive): DirectiveView {
  const time = (at: Date | null) => (at ? at.toISOString() : null);
  return {
    id: directive.id,
    type: directive.type,
    status: directive.status,
    gate: directive.gate,
    phase: directive.phase,
    summary: directive.summary,
    payload: directive.payload,
    subject: directive.subject,
    decision: directive.decision,
    level: directive.level,
    risk: directive.risk,
    reasons: [...directive.reasons],
    approval_id: directive.approvalId,
    requested_by: directive.requestedBy,
    reason: directive.reason,
    parent_id: directive.parentId,
    correlation_id: directive.correlationId,
    requested_at: directive.requestedAt.toISOString(),
    scheduled_at: directive.scheduledAt.toISOString(),
    not_after: time(directive.notAfter),
    started_at: time(directive.startedAt),
    completed_at: time(directive.completedAt),
    attempt: directive.attempt,
    result: directive.result,
    error_kind: directive.errorKind,
    error_message: directive.errorMessage,
  };
}
