import { Injectable, computed, inject, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router } from '@angular/router';
import { filter, map } from 'rxjs';
import { RunCommand, type RunTarget } from '../core/run-command';

/**
 * Whether the run drawer is open, and for what: a command that is being written, or the run that the address names
 * (`?run=`). What was written stays until it has run, however often the drawer is closed meanwhile.
 */
@Injectable({ providedIn: 'root' })
export class RunPanel extends RunCommand {
  private readonly router = inject(Router);
  private readonly meant = signal<RunTarget | undefined>(undefined);
  private readonly url = toSignal(
    this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map(({ urlAfterRedirects }) => urlAfterRedirects),
    ),
    { initialValue: this.router.url },
  );

  /** Where the command that is being written shall run. */
  readonly target = this.meant.asReadonly();
  /** The run in the address. */
  readonly name = computed<string | undefined>(() => {
    const { run } = this.router.parseUrl(this.url()).queryParams as { run?: unknown };
    return typeof run === 'string' && run !== '' ? run : undefined;
  });
  readonly isOpen = computed(() => this.meant() !== undefined || this.name() !== undefined);
  /** What was written and has not run yet. */
  readonly draft = signal('');

  open(target: RunTarget): void {
    this.meant.set(target);
  }

  /** Shows a run, and puts it into the address. */
  show(name: string, replaceUrl = false): void {
    this.meant.set(undefined);
    void this.navigate(name, replaceUrl);
  }

  /** Another line on the same probes. */
  again(target: RunTarget, line: string): void {
    this.draft.set(line);
    this.open(target);
  }

  close(): void {
    this.meant.set(undefined);
    if (this.name() !== undefined) void this.navigate(null, false);
  }

  private navigate(run: string | null, replaceUrl: boolean): Promise<boolean> {
    return this.router.navigate([], { queryParams: { run }, queryParamsHandling: 'merge', replaceUrl });
  }
}
