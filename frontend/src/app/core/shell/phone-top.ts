import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Icon } from '../../ui/icon';
import { PageActions } from '../page-actions';
import { PageTitle } from '../page-title';
import { ActivityMenu } from './activity-menu';
import { ConnectionBadge } from './connection-badge';
import { Panels } from './panels';
import { WORDS } from './shell-words';

/** The top bar of a phone: where one is or the way back, the connection, the palette and the page's main action. */
@Component({
  selector: 'lg-phone-top',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink, ActivityMenu, ConnectionBadge, Icon],
  template: `
    <header>
      @if (title.parent(); as parent) {
        <a
          class="button back"
          [routerLink]="parent.link"
          queryParamsHandling="preserve"
          [attr.aria-label]="words.back(parent.text)"
        >
          <lg-icon name="left" [size]="20" />
        </a>
      } @else {
        <img src="favicon.svg" alt="" width="22" height="22" />
      }
      <!-- The page has the heading; here it is for the eye. -->
      <b class="ellipsis" aria-hidden="true" [class.mono]="title.last()?.mono"
        ><bdi>{{ title.last()?.text }}</bdi></b
      >
      <lg-connection-badge [isShort]="true" />
      <lg-activity-menu />
      <button
        type="button"
        class="button"
        [attr.aria-label]="words.openPalette"
        (click)="panels.show('palette')"
      >
        <lg-icon name="search" [size]="20" />
      </button>
      @if (actions.main(); as action) {
        <button type="button" class="button" [attr.aria-label]="action.text" (click)="action.run()">
          <lg-icon [name]="action.icon" [size]="20" />
        </button>
      }
    </header>
  `,
  styles: `
    header {
      display: flex;
      align-items: center;
      height: 100%;
      padding: 0 6px 0 16px;
      border-bottom: 1px solid var(--line);
      background: var(--canvas);
    }
    b {
      flex: 1;
      margin-left: 12px;
      font: 600 16px/24px var(--sans);
    }
    b.mono {
      font: 550 14px/24px var(--mono);
    }
    lg-connection-badge {
      flex: none;
      max-width: 45%;
      margin: 0 6px;
    }
    .button {
      display: grid;
      flex: none;
      place-items: center;
      width: 44px;
      height: 44px;
      padding: 0;
      border: 0;
      border-radius: var(--r-m);
      background: none;
      color: var(--t1);
      cursor: pointer;
    }
    .button + .button {
      margin-left: -6px;
    }
    .back {
      margin: 0 -10px 0 -12px;
    }
  `,
})
export class PhoneTop {
  protected readonly title = inject(PageTitle);
  protected readonly actions = inject(PageActions);
  protected readonly panels = inject(Panels);
  protected readonly words = WORDS;
}
