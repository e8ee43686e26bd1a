import type { Directive } from './directive.js';

type Row = Record<string, unknown>;

/** A row of `directives_directive` as the rest of the room knows it. */
export function toDirective(row: Row): Directive {
  return {
    id: row['id'] as string,
    tenantId: row['tenant_id'] as string,
    type: row['type'] as string,
    payload: row['payload'] as Record<string, unknown>,
    payloadHash: row['payload_hash'] as string,
    summary: row['summary'] as string,
    subject: { type: row['subject_type'] as string, id: row['subject_id'] as string },
    idempotencyKey: row['idempotency_key'] as string | null,
    status: row['status'] as Directive['status'],
    gate: row['gate'] as Directive['gate'],
    phase: row['phase'] as string | null,
    decision: row['decision'] as Directive['decision'],
    level: row['level'] as Directive['level'],
    risk: row['risk'] as Directive['risk'],
    reasons: row['reasons'] as Directive['reasons'],
    rationale: row['rationale'] as Record<string, unknown>,
    approvalId: row['approval_id'] as string | null,
    requestedBy: {
      type: row['requested_by_type'] as string,
      id: row['requested_by_id'] as string,
      name: row['requested_by_name'] as string,
    },
    requestId: row['request_id'] as string | null,
    reason: row['reason'] as string | null,
    parentId: row['parent_id'] as string | null,
    correlationId: row['correlation_id'] as string | null,
    requestedAt: row['requested_at'] as Date,
    scheduledAt: row['scheduled_at'] as Date,
    notAfter: row['not_after'] as Date | null,
    startedAt: row['started_at'] as Date | null,
    completedAt: row['completed_at'] as Date | null,
    attempt: row['attempt'] as number,
    maxAttempts: row['max_attempts'] as number,
    cancelReason: row['cancel_reason'] as string | null,
    result: row['result'] as Record<string, unknown> | null,
    errorKind: row['error_kind'] as string | null,
    errorMessage: row['error_message'] as string | null,
  };
}

/** The columns that a request writes. */
export function toRow(directive: Directive): Row {
  return {
    id: directive.id,
    tenant_id: directive.tenantId,
    type: directive.type,
    payload: directive.payload,
    payload_hash: directive.payloadHash,
    summary: directive.summary,
    subject_type: directive.subject.type,
    subject_id: directive.subject.id,
    idempotency_key: directive.idempotencyKey,
    status: directive.status,
    gate: directive.gate,
    decision: directive.decision,
    level: directive.level,
    risk: directive.risk,
    reasons: directive.reasons,
    rationale: directive.rationale,
    requested_by_type: directive.requestedBy.type,
    requested_by_id: directive.requestedBy.id,
    requested_by_name: directive.requestedBy.name,
    request_id: directive.requestId,
    reason: directive.reason,
    parent_id: directive.parentId,
    correlation_id: directive.correlationId,
    requested_at: directive.requestedAt,
    scheduled_at: directive.scheduledAt,
    not_after: directive.notAfter,
    completed_at: directive.completedAt,
    error_kind: directive.errorKind,
    error_message: directive.errorMessage,
  };
}
