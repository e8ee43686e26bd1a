import { ChangeDetectionStrategy, Component, DOCUMENT, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { focusHeadingOnNavigation } from '../focus-heading';
import { LiveFeed } from '../live/live-feed';
import { SideNav } from './side-nav';
import { TopBar } from './top-bar';

/** Navigation, top bar and the page between them; opens the live feed. */
@Component({
  selector: 'lg-shell',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterOutlet, SideNav, TopBar],
  template: `
    <a class="skip" href="#content" (click)="skip($event)">Skip to content</a>
    <lg-side-nav />
    <lg-top-bar />
    <main id="content" tabindex="-1"><router-outlet /></main>
  `,
  styles: `
    :host {
      display: grid;
      grid-template: 'nav top' 48px 'nav page' minmax(0, 1fr) / 208px minmax(0, 1fr);
      height: 100dvh;
    }
    .skip {
      position: fixed;
      z-index: 10;
      top: 8px;
      left: 8px;
      padding: 8px 12px;
      border-radius: var(--r-m);
      background: var(--s3);
      transform: translateY(-64px);
    }
    .skip:focus {
      transform: none;
    }
    lg-side-nav {
      grid-area: nav;
    }
    lg-top-bar {
      grid-area: top;
    }
    main {
      grid-area: page;
      min-width: 0;
      min-height: 0;
      overflow: auto;
    }
    main:focus {
      outline: none;
    }
    @media (max-width: 1279px) {
      :host {
        grid-template-columns: 56px minmax(0, 1fr);
      }
    }
    @media (max-width: 767px) {
      :host {
        grid-template: 'top' 48px 'page' minmax(0, 1fr) 'nav' 56px / minmax(0, 1fr);
      }
    }
  `,
})
export class Shell {
  private readonly page = inject(DOCUMENT);

  constructor() {
    focusHeadingOnNavigation();
    inject(LiveFeed).connect();
  }

  /** By hand, because with a base address a plain fragment would lead away from this page. */
  protected skip(event: Event): void {
    event.preventDefault();
    this.page.getElementById('content')?.focus();
  }
}
