import { ChangeDetectionStrategy, Component, DOCUMENT, effect, inject, untracked } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { focusHeadingOnNavigation } from '../focus-heading';
import { Freezes } from '../freezes';
import { LiveFeed } from '../live/live-feed';
import { Recent } from '../recent';
import { Session } from '../session';
import { Theme } from '../theme';
import { Viewport } from '../viewport';
import { ToastOutlet } from '../../ui/toast-outlet';
import { BannerSlot } from './banner-slot';
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
    ToastOutlet,
    ShortcutSheet,
    SideNav,
    TopBar,
  ],
  template: `
    <a class="skip" href="#content" (click)="skip($event)">{{ words.skip }}</a>
    @if (viewport.isPhone()) {
      <lg-phone-top class="top" />
    } @else {
      <lg-side-nav />
      <lg-top-bar class="top" />
    }
    <lg-banner-slot />
    <main id="content" tabindex="-1"><router-outlet /></main>
    @if (viewport.isPhone()) {
      <lg-phone-bar />
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
    '[class.phone]': 'viewport.isPhone()',
    '[class.collapsed]': 'navigation.isCollapsed()',
  },
})
export class Shell {
  protected readonly viewport = inject(Viewport);
  protected readonly navigation = inject(Navigation);
  protected readonly panels = inject(Panels);
  protected readonly words = WORDS;
  private readonly page = inject(DOCUMENT);
  private readonly session = inject(Session);

  constructor() {
    inject(Theme);
    inject(ShellBanners);
    inject(ShellVerbs);
    inject(Recent);
    focusHeadingOnNavigation();
    globalShortcuts();
    inject(LiveFeed).connect();
    inject(LiveFeed).watch(['access.'], () => this.session.load());
    void this.session.load();
    this.readFreezes();
  }

  /** By hand, because with a base address a plain fragment would lead away from this page. */
  protected skip(event: Event): void {
    event.preventDefault();
    this.page.getElementById('content')?.focus();
  }

  private readFreezes(): void {
    const freezes = inject(Freezes);
    effect(() => {
      const isAllowed = this.session.may('directive:read');
      untracked(() => void (isAllowed && freezes.load()));
    });
  }
}
