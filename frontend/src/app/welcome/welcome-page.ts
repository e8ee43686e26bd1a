import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  computed,
  effect,
  inject,
  untracked,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { FleetCounts } from '../core/fleet-counts';
import { LiveFeed } from '../core/live/live-feed';
import { PageTitle } from '../core/page-title';
import { Session } from '../core/session';
import { ArrivalList } from '../fleet/enrol/arrival-list';
import { EnrolStore } from '../fleet/enrol/enrol-store';
import { ENROL_WORDS } from '../fleet/enrol/enrol-words';
import { InstallCard } from '../fleet/enrol/install-card';
import { USUAL_CHOICES } from '../fleet/enrol/token-choices';
import { LgButton } from '../ui/button';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { visibleText } from '../ui/visible-text';
import { WELCOME_WORDS } from './welcome-words';

/** Long enough to read who came. */
const LEAVE_MS = 2_500;

/** From an empty fleet to the first probe, in three steps. Turns into the fleet by itself when a probe connects. */
@Component({
  selector: 'lg-welcome-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  providers: [EnrolStore],
  imports: [RouterLink, ArrivalList, Failure, Icon, InstallCard, LgButton],
  templateUrl: './welcome-page.html',
  styleUrl: './welcome-page.css',
})
export class WelcomePage {
  protected readonly store = inject(EnrolStore);
  protected readonly session = inject(Session);
  protected readonly words = WELCOME_WORDS;
  protected readonly make = ENROL_WORDS.make;
  private readonly feed = inject(LiveFeed);
  private readonly counts = inject(FleetCounts);
  private readonly router = inject(Router);
  private wasAsked = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  protected readonly mayAdd = computed(() => this.session.may('fleet:write'));
  protected readonly name = computed(() => visibleText(this.session.actor()?.display_name ?? ''));
  private readonly known = computed(() => this.feed.counts() ?? this.counts.counts());
  /** By this token or in any other way. */
  protected readonly isThere = computed(() => {
    const counts = this.known();
    return counts !== undefined && counts.online + counts.degraded > 0;
  });
  protected readonly arrived = computed(() => {
    const [first] = this.store.arrivals().filter(({ isConnected }) => isConnected);
    if (first) return WELCOME_WORDS.arrived(visibleText(first.hostname || first.id));
    return this.isThere() ? WELCOME_WORDS.arrivedSome : '';
  });

  constructor() {
    inject(PageTitle).set({ text: WELCOME_WORDS.title });
    // Whoever has a fleet has been welcomed.
    effect(() => {
      const counts = this.known();
      if (!counts || this.wasAsked) return;
      this.wasAsked = true;
      if (counts.all > 0) untracked(() => this.leave());
    });
    effect(() => {
      if (this.arrived()) this.timer ??= setTimeout(() => this.leave(), LEAVE_MS);
    });
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  protected ask(): void {
    void this.store.make(USUAL_CHOICES);
  }

  private leave(): void {
    void this.router.navigateByUrl('/fleet', { replaceUrl: true });
  }
}
