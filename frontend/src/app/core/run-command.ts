/** Named probes, or all that match a filter of the fleet. */
export type RunTarget =
  { readonly probes: readonly string[] } | { readonly q: string; readonly total: number };

/** What stands there already: a request that waits, to be changed. */
export interface RunPrefill {
  readonly line: string;
  readonly reason?: string;
  /** Milliseconds; the control plane's default when left out. */
  readonly timeoutMs?: number;
  /** The approval that the new request takes the place of. */
  readonly supersedes: string;
}

/** Opens the place where a command line is written, judged and run; nothing has run when it opens. */
export abstract class RunCommand {
  abstract open(target: RunTarget, prefill?: RunPrefill): void;
}
