import type { CommandView } from '../core/api/models';
import { endingOf } from './command-end';

/**
 * `unknown`: there was no answer. `refused`: it was judged, or answered, with no. `missing`: nobody knows it. `never`:
 * it is over and no program ran.
 */
export type RunPhase =
  'sending' | 'unknown' | 'refused' | 'missing' | 'waiting' | 'accepted' | 'running' | 'done' | 'never';

/** Nothing more becomes of it. */
export const OVER: ReadonlySet<RunPhase> = new Set(['refused', 'missing', 'done', 'never']);

/** As the control plane knows it. */
export function phaseOf(view: CommandView): RunPhase {
  const { state, result } = view;
  if (state === 'denied') return 'refused';
  if (state === 'pending_approval') return 'waiting';
  if (state === 'queued' || state === 'dispatched') return 'accepted';
  if (state === 'running') return 'running';
  const hasOutput = Boolean(result?.stdout || result?.stderr);
  return endingOf(view).neverRan && !hasOutput ? 'never' : 'done';
}
