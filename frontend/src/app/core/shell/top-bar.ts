import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Icon } from '../../ui/icon';
import { PageTitle } from '../page-title';
import { ActivityMenu } from './activity-menu';
import { ConnectionBadge } from './connection-badge';
import { Panels } from './panels';
import { WORDS } from './shell-words';
import { ThemeMenu } from './theme-menu';

/** Where one is, whether what is seen is live, what goes on in the background, the theme and the keys. */
@Component({
  selector: 'lg-top-bar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink, ActivityMenu, ConnectionBadge, Icon, ThemeMenu],
  template: `
    <header>
      <nav [attr.aria-label]="words.breadcrumb">
        <ol>
          @for (crumb of title.crumbs(); track $index) {
            <li [class.ellipsis]="$last">
              @if (!$first) {
                <lg-icon name="right" [size]="13" />
              }
              @if (crumb.link && !$last) {
                <a [routerLink]="crumb.link" queryParamsHandling="preserve" [class.mono]="crumb.mono">{{
                  crumb.text
                }}</a>
              } @else {
                <span
                  class="ellipsis"
                  [class.mono]="crumb.mono"
                  [class.here]="$last"
                  [attr.aria-current]="$last ? 'page' : null"
                >
                  <bdi>{{ crumb.text }}</bdi>
                </span>
              }
            </li>
          }
        </ol>
      </nav>
      <lg-connection-badge />
      <i class="divider"></i>
      <lg-activity-menu />
      <lg-theme-menu />
      <button
        type="button"
        class="keys"
        [attr.aria-label]="words.shortcutsLabel"
        (click)="panels.show('shortcuts')"
      >
        <lg-icon name="keyboard" [size]="15" />
        <span>{{ words.shortcuts }}</span>
        <kbd aria-hidden="true">?</kbd>
      </button>
    </header>
  `,
  styles: `
    header {
      display: flex;
      align-items: center;
      gap: 6px;
      height: 100%;
      padding: 0 12px 0 16px;
      border-bottom: 1px solid var(--line);
      background: var(--canvas);
    }
    nav {
      flex: 1;
      min-width: 0;
    }
    ol {
      display: flex;
      align-items: center;
      gap: 6px;
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: flex;
      align-items: center;
      gap: 6px;
    }
    li:not(:last-child) {
      flex: none;
    }
    li lg-icon,
    a {
      color: var(--t3);
    }
    a {
      padding: 3px 0;
    }
    a:hover {
      color: var(--t1);
      text-decoration: none;
    }
    .here {
      font-weight: 550;
    }
    .divider {
      flex: none;
      width: 1px;
      height: 18px;
      margin: 0 6px;
      background: var(--line-strong);
    }
    .keys {
      display: flex;
      align-items: center;
      gap: 7px;
      height: 30px;
      padding: 0 8px;
      border: 0;
      border-radius: var(--r-m);
      background: none;
      color: var(--t2);
      font: 550 12px/1 var(--sans);
      cursor: pointer;
    }
    .keys:hover {
      background: var(--s2);
      color: var(--t1);
    }
    @media (max-width: 1023px) {
      .keys span {
        display: none;
      }
    }
  `,
})
export class TopBar {
  protected readonly title = inject(PageTitle);
  protected readonly panels = inject(Panels);
  protected readonly words = WORDS;
}
