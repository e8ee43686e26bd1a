import { type Signal, effect, untracked } from '@angular/core';
import type { OneRun } from './one-run';

/** The run that a component shows is watched for as long as it shows it. */
export function watching(shown: Signal<OneRun | undefined>): void {
  effect((onCleanup) => {
    const run = shown();
    if (run) onCleanup(untracked(() => run.watch()));
  });
}
