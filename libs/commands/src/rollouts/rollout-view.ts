import type { RolloutPayload, RolloutState, RolloutTargetView, RolloutView } from '@legator/contracts';
import type { Directive } from '@legator/directives';
import type { Counts, Rollout, RolloutTarget } from './rollout.js';

/** In one word, for people and programs. */
export function stateOf({ state, outcome }: Rollout, { status, gate, errorKind }: Directive): RolloutState {
  if (outcome) return outcome;
  if (state !== 'waiting') return state as 'running';
  if (status === 'requested') return gate === 'pending' ? 'pending_approval' : 'queued';
  if (status === 'canceled') return errorKind === 'denied' ? 'denied' : 'canceled';
  return status;
}

/** A rollout as `GET /rollouts/{id}` shows it. */
export function rolloutView(
  rollout: Rollout,
  directive: Directive,
  counts: Counts,
  targets: readonly RolloutTarget[],
): RolloutView {
  const { argv, line } = directive.payload as RolloutPayload;
  const total = Object.values(counts).reduce((sum, n) => sum + n, 0);
  // What never began leaves its rows as they were.
  const over = rollout.state === 'waiting' && directive.completedAt !== null;
  const settled = over ? { ...counts, waiting: 0, not_run: counts.waiting } : counts;
  return {
    id: rollout.id,
    directive_id: directive.id,
    state: stateOf(rollout, directive),
    ...given('reason', rollout.reason ?? directive.errorMessage),
    ...given('waits_for', rollout.state === 'running' ? rollout.waitsFor : null),
    argv,
    ...given('line', line),
    settings: {
      max_concurrent: rollout.maxConcurrent,
      max_errors: rollout.maxErrors,
      canary: rollout.canary,
      health_seconds: rollout.healthMs / 1_000,
      health_timeout_seconds: rollout.healthTimeoutMs / 1_000,
    },
    wave: rollout.wave,
    counts: { total, ...settled },
    level: directive.level,
    risk: directive.risk,
    ...given('approval_id', directive.approvalId),
    requested_by: directive.requestedBy,
    requested_at: directive.requestedAt.toISOString(),
    ...given('started_at', rollout.startedAt?.toISOString()),
    ...given('finished_at', (rollout.finishedAt ?? directive.completedAt)?.toISOString()),
    targets: targets.map((target) => targetView(target, over)),
    truncated: targets.length < total,
  };
}

function targetView(target: RolloutTarget, over: boolean): RolloutTargetView {
  return {
    probe_id: target.probeId,
    hostname: target.hostname,
    state: over && target.state === 'waiting' ? 'not_run' : target.state,
    ...given('wave', target.wave),
    ...given('request_id', target.requestId),
    ...given('reason', target.reason),
  };
}

function given<K extends string, T>(name: K, value: T | null | undefined): { [P in K]?: T } {
  return (value === null || value === undefined ? {} : { [name]: value }) as { [P in K]?: T };
}
