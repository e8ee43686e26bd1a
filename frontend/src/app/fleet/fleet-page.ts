import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterOutlet } from '@angular/router';
import { filter, map } from 'rxjs';
import { type PageAction, PageActions } from '../core/page-actions';
import { PageTitle } from '../core/page-title';
import { Session } from '../core/session';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Skeleton } from '../ui/skeleton';
import { AddProbe } from './add-probe';
import { FleetStore, type StatusFilter } from './fleet-store';
import { ProbeRow } from './probe-row';

const FILTERS: readonly (readonly [StatusFilter, string])[] = [
  ['all', 'All'],
  ['online', 'Online'],
  ['degraded', 'Degraded'],
  ['offline', 'Offline'],
  ['pending', 'Pending'],
];
const STEP = 200;

/** All probes, worst first, and beside them the one that is open. Filters live in the address. */
@Component({
  selector: 'lg-fleet-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  providers: [FleetStore],
  imports: [RouterOutlet, AddProbe, Failure, Icon, ProbeRow, Skeleton],
  templateUrl: './fleet-page.html',
  styleUrl: './fleet-page.css',
})
export class FleetPage {
  /** From the query. */
  readonly status = input<string>();
  readonly q = input<string>();
  /** Set by who wants to add a probe from elsewhere. */
  readonly add = input<string>();

  protected readonly store = inject(FleetStore);
  private readonly router = inject(Router);
  private readonly title = inject(PageTitle);
  private readonly session = inject(Session);
  protected readonly adding = signal(false);
  protected readonly limit = signal(STEP);
  protected readonly rows = computed(() => this.store.shown().slice(0, this.limit()));
  protected readonly hiddenRows = computed(() => Math.max(0, this.store.shown().length - this.limit()));
  protected readonly step = STEP;

  private readonly url = toSignal(
    this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map((event) => event.urlAfterRedirects),
    ),
    { initialValue: this.router.url },
  );
  protected readonly isOpen = computed(() => /^\/fleet\/[^?#]/.test(this.url()));

  protected readonly filters = computed(() =>
    FILTERS.map(([value, text]) => ({ value, text, count: this.store.counts()[value] })),
  );

  private readonly actions = computed<readonly PageAction[]>(() =>
    this.isOpen() || !this.session.may('fleet:write')
      ? []
      : [
          this.adding()
            ? { id: 'add', text: 'Close', icon: 'close', isMain: true, run: () => this.adding.set(false) }
            : { id: 'add', text: 'Add probe', icon: 'plus', isMain: true, run: () => this.adding.set(true) },
        ],
  );

  constructor() {
    void this.store.load();
    effect(() => {
      const status = FILTERS.find(([value]) => value === this.status())?.[0];
      this.store.status.set(status ?? 'all');
      this.store.filter.set(this.q() ?? '');
    });
    inject(PageActions).offer(this.actions);
    effect(() => {
      if (!this.add()) return;
      this.adding.set(true);
      // Done once: a reload must not open it again.
      void this.router.navigate([], {
        queryParams: { add: null },
        queryParamsHandling: 'merge',
        replaceUrl: true,
      });
    });
    effect(() => {
      if (!this.isOpen()) this.title.set({ text: 'Fleet' });
    });
  }

  protected narrow(change: { status?: StatusFilter; q?: string }): void {
    const status = change.status ?? this.store.status();
    const q = change.q ?? this.store.filter();
    this.limit.set(STEP);
    void this.router.navigate([], {
      queryParams: { status: status === 'all' ? null : status, q: q || null },
      queryParamsHandling: 'merge',
      replaceUrl: true,
    });
  }

  protected clear(): void {
    this.narrow({ status: 'all', q: '' });
  }
}
