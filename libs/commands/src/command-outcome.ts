import type { End } from '@legator/directives';
import type { Dispatch, GivenUp, StoredResult } from './dispatch.js';

const SENTENCES: Record<Exclude<StoredResult['outcome'], 'exited' | 'timed_out'>, string> = {
  not_started: 'The program could not be started.',
  refused: 'The probe did not let it run.',
  canceled: 'It was stopped because somebody asked.',
  indeterminate: 'The probe took it, but stopped before it knew how it ended.',
};

const GIVEN_UP: Record<GivenUp, string> = {
  probe_offline: 'The probe did not take it in time.',
  indeterminate: 'The probe took it, and nobody can tell how it ended. It is not run again by itself.',
  canceled: 'It was canceled before the probe took it.',
  probe_deleted: 'The probe was deleted.',
};

/** What a probe's result makes of the directive. An exit code other than 0 is a failure. */
export function endOf(directiveId: string, result: StoredResult): End {
  const { outcome, exitCode, durationMs, truncated, contained, reason } = result;
  const facts = { exit_code: exitCode, duration_ms: durationMs, outcome, truncated, contained };
  if (outcome === 'exited' && exitCode === 0) return { directiveId, status: 'succeeded', result: facts };
  return {
    directiveId,
    status: outcome === 'canceled' ? 'canceled' : 'failed',
    result: reason ? { ...facts, reason } : facts,
    errorKind: outcome === 'exited' ? (reason === 'over_limit' ? reason : 'exit_code') : outcome,
    errorMessage: messageOf(result),
  };
}

function messageOf({ outcome, exitCode, durationMs, message }: StoredResult): string {
  // Probes say that in their own words, and older ones in milliseconds.
  if (outcome === 'timed_out') return `It was stopped after ${secondsText(durationMs)}: its time was over.`;
  return message ?? (outcome === 'exited' ? `It exited with ${exitCode}.` : SENTENCES[outcome]);
}

/** "30 s", "0.2 s". */
function secondsText(ms: number): string {
  return `${Math.round(ms / 100) / 10}\u2009s`;
}

/** What giving up makes of it. */
export function abandonedEnd(
  { directiveId, cancelReason }: Pick<Dispatch, 'directiveId' | 'cancelReason'>,
  givenUp: GivenUp,
): End {
  return {
    directiveId,
    status: givenUp === 'canceled' ? 'canceled' : 'failed',
    errorKind: givenUp,
    errorMessage: givenUp === 'canceled' && cancelReason ? untakenBecause(cancelReason) : GIVEN_UP[givenUp],
  };
}

function untakenBecause(reason: string): string {
  return `${GIVEN_UP.canceled.slice(0, -1)} (${reason}).`;
}
