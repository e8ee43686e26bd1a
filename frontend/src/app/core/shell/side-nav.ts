import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { Icon } from '../../ui/icon';
import { Kbd } from '../../ui/kbd';
import { Skeleton } from '../../ui/skeleton';
import { Session } from '../session';
import type { ShownEntry } from './navigation';
import { Navigation } from './navigation';
import { Panels } from './panels';
import { WORDS } from './shell-words';
import { TenantSwitch } from './tenant-switch';
import { UserBlock } from './user-block';

/** The brand, the way to the palette, the entries, and who one is. Words or icons alone, as this person likes. */
@Component({
  selector: 'lg-side-nav',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink, RouterLinkActive, Icon, Kbd, Skeleton, TenantSwitch, UserBlock],
  template: `
    <nav [attr.aria-label]="words.mainNavigation">
      <div class="head">
        <a class="brand" routerLink="/">
          <img src="favicon.svg" alt="" width="22" height="22" />
          <b>Legator</b>
        </a>
        @if (!navigation.isCollapsed()) {
          <lg-tenant-switch />
        }
      </div>
      <button
        type="button"
        class="search"
        [attr.aria-label]="navigation.isCollapsed() ? words.searchLabel : null"
        [title]="navigation.isCollapsed() ? words.searchLabel : ''"
        aria-keyshortcuts="Control+K Meta+K"
        (click)="panels.show('palette')"
      >
        <lg-icon name="search" [size]="15" />
        <span class="words">{{ words.search }}</span>
        <lg-kbd class="words keys" keys="Mod K" />
      </button>
      <div class="entries">
        @if (!session.isSettled()) {
          <lg-skeleton kind="text" plain [rows]="4" [height]="32" />
        }
        @for (group of navigation.groups(); track group.name) {
          <p class="group words" [id]="'nav-' + group.name">{{ group.name }}</p>
          <ul [attr.aria-labelledby]="navigation.isCollapsed() ? null : 'nav-' + group.name">
            @for (entry of group.entries; track entry.route) {
              <li>
                <a
                  class="entry"
                  [routerLink]="entry.route"
                  routerLinkActive="on"
                  [routerLinkActiveOptions]="{ exact: entry.route === '/' }"
                  ariaCurrentWhenActive="page"
                  [title]="navigation.isCollapsed() ? entry.label : ''"
                >
                  <lg-icon [name]="entry.icon" [size]="15" />
                  <span class="label">{{ entry.label }}</span>
                  @if (entry.count; as count) {
                    <span class="count num" [class]="count.tone">{{ countText(entry) }}</span>
                    <span class="hidden">{{ count.unit }}</span>
                  }
                </a>
              </li>
            }
          </ul>
        }
      </div>
      <lg-user-block [isCollapsed]="navigation.isCollapsed()" />
    </nav>
  `,
  styleUrl: './side-nav.css',
  host: { '[class.collapsed]': 'navigation.isCollapsed()' },
})
export class SideNav {
  protected readonly navigation = inject(Navigation);
  protected readonly panels = inject(Panels);
  protected readonly words = WORDS;
  protected readonly session = inject(Session);

  protected countText({ count }: ShownEntry): string {
    return count ? count.value.toLocaleString() : '';
  }
}
