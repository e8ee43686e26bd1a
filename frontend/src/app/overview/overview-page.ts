import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ProbeView } from '../core/api/models';
import { FleetCounts } from '../core/fleet-counts';
import { PageTitle } from '../core/page-title';
import { Session } from '../core/session';
import { Age } from '../ui/age';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Skeleton } from '../ui/skeleton';
import { OverviewStore } from './overview-store';
import { OVERVIEW_WORDS, STATUS_LIST, reasonOf } from './overview-words';

/** What needs a person, first and alone; then how the fleet is as a whole. */
@Component({
  selector: 'lg-overview-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  providers: [OverviewStore],
  imports: [RouterLink, Age, Failure, Icon, Skeleton],
  templateUrl: './overview-page.html',
  styleUrl: './overview-page.css',
})
export class OverviewPage {
  protected readonly store = inject(OverviewStore);
  protected readonly counts = inject(FleetCounts).counts;
  protected readonly words = OVERVIEW_WORDS;
  protected readonly mayRead = computed(() => this.session.shows('fleet:read'));
  private readonly session = inject(Session);
  protected readonly strip = computed(() => {
    const counts = this.counts();
    return counts && STATUS_LIST.map(({ status, text }) => ({ status, text, count: counts[status] }));
  });

  constructor() {
    inject(PageTitle).set({ text: OVERVIEW_WORDS.title });
    void this.load();
  }

  protected reason(probe: ProbeView): string {
    return reasonOf(probe);
  }

  private async load(): Promise<void> {
    await this.session.ready();
    if (this.mayRead()) await this.store.load();
  }
}
