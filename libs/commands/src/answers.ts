import type {
  CommandChanges,
  CommandPayload,
  CommandResultView,
  CommandState,
  CommandView,
} from '@legator/contracts';
import type { Directive } from '@legator/directives';
import type { CommandRequested } from './command-requests.service.js';
import type { Dispatch } from './dispatch.js';

/** What upstream says beside every outcome of a request for a command. */
export function policyHeaders({ directive }: CommandRequested): Record<string, string> {
  return {
    'X-Legator-Policy-Decision': directive.decision,
    'X-Legator-Execution-Lane': laneOf(directive),
    'X-Legator-Gate-Outcome': gateOutcome(directive),
    'X-Legator-Reason-Code': reasonCode(directive),
    'X-Legator-Risk-Tier': directive.risk,
    'X-Legator-Job-ID': directive.id,
  };
}

/** A verdict in upstream's words, and ours beside them. */
export function policyBody(requested: CommandRequested) {
  const { directive, requestId, approval } = requested;
  return {
    request_id: requestId,
    directive_id: directive.id,
    policy_decision: directive.decision,
    gate_outcome: gateOutcome(directive),
    lane: laneOf(directive),
    risk_level: directive.risk,
    risk_tier: directive.risk,
    level: directive.level,
    reason_code: reasonCode(directive),
    reasons: directive.reasons,
    policy_rationale: directive.rationale,
    message: directive.reasons.map(({ text }) => text).join(' ') || 'No reason was given.',
    // Asked again with the same key: whoever lost the first answer needs it all the same.
    ...(directive.gate === 'pending' && directive.approvalId ? { approval_id: directive.approvalId } : {}),
    ...(approval ? { approval_id: approval.id, expires_at: approval.expiresAt.toISOString() } : {}),
  };
}

/** In one word, what became of a request just made. */
export function statusOf({ directive }: CommandRequested): 'denied' | 'pending_approval' | 'dispatched' {
  if (directive.decision === 'deny') return 'denied';
  return directive.gate === 'pending' ? 'pending_approval' : 'dispatched';
}

/** The result object of the core contract, and what we know beyond it. */
export function resultView(dispatch: Dispatch): CommandResultView | null {
  const { result, requestId, late } = dispatch;
  if (!result) return null;
  return {
    request_id: requestId,
    exit_code: result.exitCode,
    stdout: result.stdout,
    stderr: result.stderr,
    duration_ms: result.durationMs,
    truncated: result.truncated,
    outcome: result.outcome,
    reason: result.reason,
    message: result.message,
    contained: result.contained,
    limits: result.limits ?? null,
    late,
  };
}

/** A command as `GET /commands/{requestId}` shows it. */
export function commandView(
  requestId: string,
  directive: Directive,
  dispatch: Dispatch | undefined,
  changes: CommandChanges | null = null,
): CommandView {
  const payload = directive.payload as CommandPayload;
  return {
    request_id: requestId,
    directive_id: directive.id,
    probe_id: payload.probe_id,
    argv: payload.argv,
    line: payload.line ?? null,
    timeout_ms: payload.timeout_ms,
    stream: payload.stream,
    state: stateOf(directive, dispatch),
    level: directive.level,
    risk: directive.risk,
    reasons: [...directive.reasons],
    approval_id: directive.approvalId,
    error_kind: directive.errorKind,
    error_message: directive.errorMessage,
    requested_by: directive.requestedBy,
    requested_at: directive.requestedAt.toISOString(),
    started_at: directive.startedAt?.toISOString() ?? null,
    completed_at: directive.completedAt?.toISOString() ?? null,
    result: dispatch ? resultView(dispatch) : null,
    changes,
    reverts: payload.undoes?.request_id ?? null,
  };
}

/** An open dispatch in upstream's list; `waiting_ms` is in nanoseconds there, in spite of its name. */
export function pendingView({ requestId, probeId, argv, level, createdAt, state }: Dispatch, now: Date) {
  return {
    request_id: requestId,
    probe_id: probeId,
    command: argv[0] ?? '',
    args: argv.slice(1),
    level,
    waiting_ms: Math.max(0, now.getTime() - createdAt.getTime()) * 1_000_000,
    state,
    requested_at: createdAt.toISOString(),
  };
}

function stateOf({ status, gate, errorKind }: Directive, dispatch: Dispatch | undefined): CommandState {
  if (status === 'requested') return gate === 'pending' ? 'pending_approval' : 'queued';
  if (status === 'running') return dispatch?.state === 'accepted' ? 'running' : 'dispatched';
  return status === 'canceled' && errorKind === 'denied' ? 'denied' : status;
}

function gateOutcome({ decision }: Directive): string {
  return { allow: 'allowed', queue: 'approval_required', deny: 'blocked' }[decision];
}

function reasonCode({ reasons }: Directive): string {
  return reasons[0]?.code ?? '';
}

function laneOf({ rationale }: Directive): string {
  const lane = rationale['lane'] as { selected_lane?: unknown } | undefined;
  return typeof lane?.selected_lane === 'string' ? lane.selected_lane : '';
}
