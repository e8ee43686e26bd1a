import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Icon } from '../../ui/icon';
import { PageTitle } from '../page-title';
import { Theme } from '../theme';
import { LiveBadge } from './live-badge';

/** Where one is, whether what is seen is live, and the theme. */
@Component({
  selector: 'lg-top-bar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink, Icon, LiveBadge],
  template: `
    <header>
      <nav aria-label="Breadcrumb">
        <ol>
          @for (crumb of title.crumbs(); track $index) {
            <li class="ellipsis">
              @if (!$first) {
                <lg-icon name="right" [size]="13" />
              }
              @if (crumb.link) {
                <a [routerLink]="crumb.link">{{ crumb.text }}</a>
              } @else {
                <span class="ellipsis" aria-current="page">{{ crumb.text }}</span>
              }
            </li>
          }
        </ol>
      </nav>
      <lg-live-badge />
      <button
        type="button"
        class="btn icon"
        [attr.aria-label]="themeLabel()"
        [title]="themeLabel()"
        (click)="theme.toggle()"
      >
        <lg-icon [name]="theme.name() === 'dark' ? 'sun' : 'moon'" [size]="15" />
      </button>
    </header>
  `,
  styles: `
    header {
      display: flex;
      align-items: center;
      gap: 10px;
      height: 100%;
      padding: 0 16px;
      border-bottom: 1px solid var(--line);
    }
    nav {
      flex: 1;
      min-width: 0;
    }
    ol {
      display: flex;
      align-items: center;
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
    lg-icon {
      color: var(--t3);
    }
    li lg-icon {
      margin-left: 6px;
    }
    a {
      padding: 3px 0;
      color: var(--t2);
    }
    span {
      font-weight: 550;
    }
    .btn {
      border-color: transparent;
      background: none;
    }
    .btn:hover {
      background: var(--s2);
    }
  `,
})
export class TopBar {
  protected readonly title = inject(PageTitle);
  protected readonly theme = inject(Theme);
  protected readonly themeLabel = computed(
    () => `Use the ${this.theme.name() === 'dark' ? 'light' : 'dark'} theme`,
  );
}
