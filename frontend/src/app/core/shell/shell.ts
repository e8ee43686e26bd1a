import { ChangeDetectionStrategy, Component, DOCUMENT, effect, inject, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterOutlet } from '@angular/router';
import { filter, map, take } from 'rxjs';
import { focusHeadingOnNavigation } from '../focus-heading';
import { Freezes } from '../freezes';
import { LiveFeed } from '../live/live-feed';
import { Recent } from '../recent';
import { Session } from '../session';
import { SessionEnd } from '../session-end';
import { SignInGate, isBarePath } from '../sign-in-gate';
import { leaveWhenSignedOut } from '../signed-in';
import { Theme } from '../theme';
import { Viewport } from '../viewport';
import { RunSlot } from '../../run/run-slot';
import { Skeleton } from '../../ui/skeleton';
import { ToastOutlet } from '../../ui/toast-outlet';
import { BannerSlot } from './banner-slot';
import { bareRoute } from './bare-route';
import { globalShortcuts } from './global-shortcuts';
import { MoreSheet } from './more-sheet';
import { Navigation } from './navigation';
import { PaletteDialog } from './palette-dialog';
import { Panels } from './panels';
import { PhoneBar } from './phone-bar';
import { PhoneTop } from './phone-top';
import { ShellBanners } from './shell-banners';
import { ShellVerbs } from './shell-verbs';
import { WORDS } from './shell-words';
import { ShortcutSheet } from './shortcut-sheet';
import { SideNav } from './side-nav';
import { TopBar } from './top-bar';

/** Navigation, top bar, one banner and the page between them; opens the live feed and knows the keys that work everywhere. */
@Component({
  selector: 'lg-shell',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    RouterOutlet,
    BannerSlot,
    MoreSheet,
    PaletteDialog,
    PhoneBar,
    PhoneTop,
    RunSlot,
    ToastOutlet,
    ShortcutSheet,
    SideNav,
    Skeleton,
    TopBar,
  ],
  template: `
    <a class="skip" href="#content" (click)="skip($event)">{{ words.skip }}</a>
    @if (isBare()) {
      <!-- The page stands alone. -->
    } @else if (viewport.isPhone()) {
      <lg-phone-top class="top" />
    } @else {
      <lg-side-nav />
      <lg-top-bar class="top" />
    }
    @if (!isBare()) {
      <lg-banner-slot />
    }
    <main id="content" tabindex="-1">
      <router-outlet />
      @if (!hasArrived()) {
        <h1 class="hidden">{{ words.arriving }}</h1>
        @if (!isBare()) {
          <lg-skeleton [rows]="12" />
        }
      }
    </main>
    @if (!isBare()) {
      @if (viewport.isPhone()) {
        <lg-phone-bar />
      }
      <lg-run-slot />
    }
    <lg-toasts />
    @for (panel of panels.shown(); track panel) {
      @switch (panel.name) {
        @case ('palette') {
          @defer {
            <lg-palette-dialog />
          }
        }
        @case ('shortcuts') {
          @defer {
            <lg-shortcut-sheet />
          }
        }
        @case ('more') {
          @defer {
            <lg-more-sheet />
          }
        }
      }
    }
  `,
  styleUrl: './shell.css',
  host: {
    '[class.bare]': 'isBare()',
    '[class.phone]': 'viewport.isPhone()',
    '[class.collapsed]': 'navigation.isCollapsed()',
  },
})
export class Shell {
  protected readonly viewport = inject(Viewport);
  protected readonly navigation = inject(Navigation);
  protected readonly panels = inject(Panels);
  protected readonly words = WORDS;
  private readonly router = inject(Router);
  /** The first page waits for who one is. */
  protected readonly hasArrived = toSignal(
    this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map(() => true),
      take(1),
    ),
    { initialValue: this.router.navigated },
  );
  /** A page for whoever is not signed in stands alone. Told by the address until a route is found. */
  protected readonly isBare = bareRoute(isBarePath(inject(SignInGate).here));
  private readonly page = inject(DOCUMENT);
  private readonly session = inject(Session);

  constructor() {
    inject(Theme);
    inject(ShellBanners);
    inject(ShellVerbs);
    inject(Recent);
    focusHeadingOnNavigation();
    globalShortcuts(this.isBare);
    inject(SessionEnd);
    leaveWhenSignedOut(this.hasArrived);
    this.listen();
    void this.session.load();
    this.readFreezes();
  }

  /** By hand, because with a base address a plain fragment would lead away from this page. */
  protected skip(event: Event): void {
    event.preventDefault();
    this.page.getElementById('content')?.focus();
  }

  /** Not before it is known that somebody is there to listen. */
  private listen(): void {
    const feed = inject(LiveFeed);
    let isListening = false;
    feed.watch(['access.', 'user.', 'role.'], () => this.session.load());
    effect(() => {
      if (isListening || this.isBare() || !this.session.isSettled() || this.session.isSignedOut()) return;
      isListening = true;
      untracked(() => feed.connect(this.session.actor()?.newest_event));
    });
  }

  private readFreezes(): void {
    const freezes = inject(Freezes);
    effect(() => {
      const isAllowed = this.session.may('directive:read');
      untracked(() => void (isAllowed && freezes.load()));
    });
  }
}
