import type { Capture, Level, LimitedBy, Outcome } from '@legator/contracts';
import type { Dispatch, GivenUp, StoredResult } from './dispatch.js';

type Row = Record<string, unknown>;

/** A row of `commands_dispatch` as the rest of the room knows it. */
export function toDispatch(row: Row): Dispatch {
  return {
    id: row['id'] as string,
    tenantId: row['tenant_id'] as string,
    directiveId: row['directive_id'] as string,
    attempt: row['attempt'] as number,
    requestId: row['request_id'] as string,
    probeId: row['probe_id'] as string,
    argv: row['argv'] as string[],
    line: (row['line'] ?? null) as string | null,
    timeoutMs: row['timeout_ms'] as number,
    stream: row['stream'] as boolean,
    capture: (row['capture'] ?? []) as Capture[],
    level: row['level'] as Level,
    policyRevision: Number(row['policy_revision']),
    approval: row['approval_id']
      ? { id: row['approval_id'] as string, grantedLevel: row['granted_level'] as Level }
      : null,
    state: row['state'] as Dispatch['state'],
    createdAt: row['created_at'] as Date,
    expiresAt: row['expires_at'] as Date,
    deadlineAt: row['deadline_at'] as Date,
    acceptedAt: row['accepted_at'] as Date | null,
    cancelReason: row['cancel_reason'] as string | null,
    finishedAt: row['finished_at'] as Date | null,
    result: toResult(row),
    givenUp: row['given_up'] as GivenUp | null,
    late: row['late'] as boolean,
  };
}

function toResult(row: Row): StoredResult | null {
  if (row['outcome'] === null || row['outcome'] === undefined) return null;
  return {
    outcome: row['outcome'] as Outcome,
    exitCode: row['exit_code'] as number,
    stdout: row['stdout'] as string,
    stderr: row['stderr'] as string,
    truncated: row['truncated'] as boolean,
    durationMs: Number(row['duration_ms']),
    reason: row['reason'] as string | null,
    message: row['message'] as string | null,
    contained: row['contained'] as boolean,
    limits: (row['limits'] ?? null) as LimitedBy | null,
  };
}

/** The columns that are written before it leaves. */
export function toRow(dispatch: Dispatch): Row {
  return {
    id: dispatch.id,
    tenant_id: dispatch.tenantId,
    directive_id: dispatch.directiveId,
    attempt: dispatch.attempt,
    request_id: dispatch.requestId,
    probe_id: dispatch.probeId,
    argv: dispatch.argv,
    line: dispatch.line,
    timeout_ms: dispatch.timeoutMs,
    stream: dispatch.stream,
    capture: dispatch.capture,
    level: dispatch.level,
    policy_revision: dispatch.policyRevision,
    approval_id: dispatch.approval?.id ?? null,
    granted_level: dispatch.approval?.grantedLevel ?? null,
    state: dispatch.state,
    created_at: dispatch.createdAt,
    expires_at: dispatch.expiresAt,
    deadline_at: dispatch.deadlineAt,
    sent_at: dispatch.createdAt,
  };
}
