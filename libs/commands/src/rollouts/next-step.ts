/** What a rollout goes by, in numbers of hosts. */
export interface Pace {
  readonly maxConcurrent: number;
  /** So many may fail; one more ends it. */
  readonly maxErrors: number;
  readonly canary: number;
}

/** How far it is. Hosts that were skipped count as neither. */
export interface Progress {
  readonly state: 'running' | 'paused' | 'stopping';
  readonly waiting: number;
  readonly running: number;
  readonly succeeded: number;
  readonly failed: number;
  /** Whether the hosts of the last wave are well: nobody was asked before the first. */
  readonly health: 'well' | 'settling' | 'overdue';
}

export type Step =
  | { readonly do: 'wait' }
  | { readonly do: 'release'; readonly hosts: number }
  | { readonly do: 'pause' }
  | { readonly do: 'finish'; readonly as: 'succeeded' | 'failed' | 'stopped' };

/**
 * What comes next. A wave is released only when every host of the one before has come to its end, so no more can fail
 * than were allowed to, and those of one wave. Pure.
 */
export function nextStep(pace: Pace, progress: Progress): Step {
  const { state, waiting, running, succeeded, failed, health } = progress;
  if (running > 0) return { do: 'wait' };
  if (state === 'stopping') return { do: 'finish', as: 'stopped' };
  if (failed > allowedErrors(pace, progress)) return { do: 'finish', as: 'failed' };
  if (waiting === 0) return { do: 'finish', as: succeeded > 0 ? 'succeeded' : 'failed' };
  if (state === 'paused' || health === 'settling') return { do: 'wait' };
  if (health === 'overdue') return { do: 'pause' };
  return { do: 'release', hosts: waveSize(pace, succeeded + failed) };
}

/** None while only canaries have run. */
export function allowedErrors(
  { canary, maxErrors }: Pace,
  { succeeded, failed }: Pick<Progress, 'succeeded' | 'failed'>,
): number {
  return succeeded + failed <= canary ? 0 : maxErrors;
}

/** Canaries that were skipped are made up for by others. */
function waveSize({ canary, maxConcurrent }: Pace, ran: number): number {
  return ran < canary ? Math.min(canary - ran, maxConcurrent) : maxConcurrent;
}
