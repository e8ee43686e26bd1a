/** Named probes, or all that match a filter of the fleet. */
export type RunTarget =
  { readonly probes: readonly string[] } | { readonly q: string; readonly total: number };

/** Opens the place where a command line is written, judged and run; nothing has run when it opens. */
export abstract class RunCommand {
  abstract open(target: RunTarget): void;
}
