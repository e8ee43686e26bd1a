import { ChangeDetectionStrategy, Component, DestroyRef, computed, effect, inject } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { type PageAction, PageActions } from '../core/page-actions';
import { PageTitle } from '../core/page-title';
import { Session } from '../core/session';
import { LgButton } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Skeleton } from '../ui/skeleton';
import { visibleText } from '../ui/visible-text';
import { ActivityCard } from './activity-card';
import { CapacityCard } from './capacity-card';
import { DecidedCard } from './decided-card';
import { HealthStrip } from './health-strip';
import { NeedsCard } from './needs-card';
import { OverviewStore } from './overview-store';
import { OVERVIEW_WORDS } from './overview-words';
import { TopCard } from './top-card';

/** How things stand in one sentence, what needs a person, and then how the fleet is as a whole. */
@Component({
  selector: 'lg-overview-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ActivityCard,
    CapacityCard,
    DecidedCard,
    EmptyState,
    Failure,
    HealthStrip,
    Icon,
    LgButton,
    NeedsCard,
    RouterLink,
    Skeleton,
    TopCard,
  ],
  templateUrl: './overview-page.html',
  styleUrl: './overview-page.css',
})
export class OverviewPage {
  protected readonly store = inject(OverviewStore);
  protected readonly words = OVERVIEW_WORDS;
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private end?: () => void;

  private readonly mayRead = computed(() => this.session.shows('fleet:read'));
  /** Not said before it is known. */
  protected readonly isForbidden = computed(() => this.session.isSettled() && !this.mayRead());
  protected readonly mayAdd = computed(() => this.session.may('fleet:write'));
  protected readonly narrative = computed(() => {
    const status = this.store.status.value();
    return status && { text: visibleText(status.text), ...this.look(status.frozen) };
  });
  protected readonly healthy = computed(() => this.store.counts()?.online ?? 0);
  protected readonly fullest = computed(() =>
    (this.store.capacity.value()?.fullest ?? []).map(({ probe_id, hostname, mount, percent }) => ({
      id: probe_id,
      hostname,
      part: mount,
      percent,
    })),
  );
  protected readonly busiest = computed(() =>
    (this.store.capacity.value()?.busiest ?? []).map(({ probe_id, hostname, cpu_percent }) => ({
      id: probe_id,
      hostname,
      percent: cpu_percent,
    })),
  );
  /** Absent until something was decided for the first time. */
  protected readonly showsDecided = computed(() => {
    const { decided, mayReadDecided } = this.store;
    return mayReadDecided() && (decided.error() !== undefined || (decided.value()?.items.length ?? 0) > 0);
  });

  constructor() {
    inject(PageTitle).set({ text: OVERVIEW_WORDS.title });
    inject(PageActions).offer(
      computed<readonly PageAction[]>(() =>
        this.mayAdd()
          ? [{ id: 'add', text: OVERVIEW_WORDS.addProbe, icon: 'plus', isMain: true, run: () => this.add() }]
          : [],
      ),
    );
    const leaving = inject(DestroyRef);
    leaving.onDestroy(() => this.end?.());
    void this.begin(leaving);
    // An empty fleet has nothing to look over: there the first run is the overview.
    effect(() => {
      if (this.store.isEmptyFleet() && this.mayAdd())
        void this.router.navigateByUrl('/welcome', { replaceUrl: true });
    });
  }

  protected add(): void {
    void this.router.navigateByUrl('/fleet/add');
  }

  /** As bad as the worst that needs somebody. */
  private look(frozen: boolean) {
    if (frozen) return { icon: 'snowflake', tone: 'info' } as const;
    const severities = this.store.needs.value()?.items.map(({ severity }) => severity) ?? [];
    if (severities.includes('critical')) return { icon: 'octagon-alert', tone: 'bad' } as const;
    if (severities.includes('warning')) return { icon: 'triangle-alert', tone: 'warn' } as const;
    return { icon: 'circle-check', tone: 'ok' } as const;
  }

  private async begin(leaving: DestroyRef): Promise<void> {
    await this.session.ready();
    if (this.mayRead() && !leaving.destroyed) this.end = this.store.follow();
  }
}
