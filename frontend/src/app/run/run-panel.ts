import { Injectable, computed, inject, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router } from '@angular/router';
import { filter, map } from 'rxjs';
import { RunCommand, type RunPrefill, type RunTarget } from '../core/run-command';
import { Session } from '../core/session';

/**
 * Whether the run drawer is open, and for what: a command that is being written, or the run that the address names
 * (`?run=`). What was written stays until it has run, however often the drawer is closed meanwhile.
 */
@Injectable({ providedIn: 'root' })
export class RunPanel extends RunCommand {
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  private readonly meant = signal<RunTarget | undefined>(undefined);
  private readonly filled = signal<RunPrefill | undefined>(undefined);
  private readonly url = toSignal(
    this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map(({ urlAfterRedirects }) => urlAfterRedirects),
    ),
    { initialValue: this.router.url },
  );

  /** Whether they may run commands, and so stop and hold them; who may only read them sees what becomes of them. */
  readonly mayRun = computed(() => this.session.may('fleet:write') && this.session.may('command:exec'));
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
  /** What is being changed, while it is. */
  readonly prefill = this.filled.asReadonly();
  /** What was written before something else was changed in its place. */
  private setAside = '';
  private readonly led = new Set<string>();

  open(target: RunTarget, prefill?: RunPrefill): void {
    this.takeUpAgain();
    if (prefill) {
      this.setAside = this.draft();
      this.draft.set(prefill.line);
      this.filled.set(prefill);
    }
    this.meant.set(target);
  }

  /** Shows a run, and puts it into the address. */
  show(name: string, replaceUrl = false): void {
    this.takeUpAgain();
    this.meant.set(undefined);
    void this.navigate(name, replaceUrl);
  }

  /**
   * From the page of a request that was replaced to the one in its place; elsewhere the drawer shows it. Once: whoever goes
   * back wants to see the old one.
   */
  leadOn(from: string, to: string): void {
    const path = this.router.url.split(/[?#]/, 1)[0];
    if (this.led.has(to) || path !== `/approvals/${from}`) return;
    this.led.add(to);
    const extras = { queryParams: { run: null }, queryParamsHandling: 'merge', replaceUrl: true } as const;
    void this.router.navigate(['/approvals', to], extras);
  }

  /** Another line on the same probes. */
  again(target: RunTarget, line: string): void {
    this.open(target);
    this.draft.set(line);
  }

  close(): void {
    this.takeUpAgain();
    this.meant.set(undefined);
    if (this.name() !== undefined) void this.navigate(null, false);
  }

  /** A change that was begun ends with the drawer; what was written before it is there again. */
  private takeUpAgain(): void {
    if (!this.filled()) return;
    this.filled.set(undefined);
    this.draft.set(this.setAside);
  }

  private navigate(run: string | null, replaceUrl: boolean): Promise<boolean> {
    return this.router.navigate([], { queryParams: { run }, queryParamsHandling: 'merge', replaceUrl });
  }
}
