import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import { Avatar } from '../../ui/avatar';
import { Icon } from '../../ui/icon';
import { Menu, MenuCheck, MenuItem, MenuTitle, MenuTrigger } from '../../ui/menu';
import { Account } from '../account';
import { Navigation } from './navigation';
import { Panels } from './panels';
import { WORDS } from './shell-words';

/** Who one is, the help, and the button that folds the navigation. */
@Component({
  selector: 'lg-user-block',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, Icon, Menu, MenuCheck, MenuItem, MenuTitle, MenuTrigger],
  template: `
    @if (account.isPerson()) {
      <button
        type="button"
        class="account"
        [attr.aria-label]="isCollapsed() ? words.user.menu(account.name()) : null"
        [title]="account.name()"
        [lgMenuTrigger]="menu"
      >
        <lg-avatar [name]="account.name()" />
        <span class="who">
          <span class="hidden">{{ words.user.of }}</span>
          <span class="name ellipsis">{{ account.name() }}</span>
          <span class="role ellipsis">{{ account.role() }}</span>
        </span>
      </button>
      <ng-template #menu>
        <lg-menu>
          <button lgMenuItem icon="user" (triggered)="openProfile()">{{ words.user.profile }}</button>
          @if (account.others().length > 0) {
            <hr />
            <lg-menu-title>{{ words.user.switchTitle }}</lg-menu-title>
            @for (tenant of account.tenants(); track tenant.id) {
              <button
                lgMenuCheck
                [checked]="tenant.isCurrent"
                (triggered)="tenant.isCurrent || account.switchTo(tenant.id)"
              >
                {{ tenant.name }}
              </button>
            }
          }
          <hr />
          <button lgMenuItem icon="log-out" (triggered)="account.signOut()">{{ words.user.signOut }}</button>
        </lg-menu>
      </ng-template>
    } @else {
      <span class="avatar" aria-hidden="true" [title]="account.name()"
        ><lg-icon name="monitor" [size]="13"
      /></span>
      <div class="who">
        <p class="name ellipsis" [title]="account.name()">{{ account.name() }}</p>
        <p class="role ellipsis">{{ account.role() }}</p>
      </div>
    }
    <button
      type="button"
      [attr.aria-label]="foldLabel()"
      [title]="foldLabel() + ' ['"
      (click)="navigation.toggle()"
    >
      <lg-icon name="panel-left" [size]="15" />
    </button>
    <button
      type="button"
      [attr.aria-label]="words.help"
      [title]="words.help"
      (click)="panels.show('shortcuts')"
    >
      <lg-icon name="circle-question-mark" [size]="15" />
    </button>
  `,
  styles: `
    :host {
      display: flex;
      flex: none;
      align-items: center;
      gap: 2px;
      margin: 0 -8px;
      padding: 10px 10px 10px 16px;
      border-top: 1px solid var(--line);
    }
    .avatar {
      display: grid;
      flex: none;
      place-items: center;
      width: 24px;
      height: 24px;
      border-radius: 50%;
      background: var(--accent-bg);
      color: var(--accent);
      font: 600 10px/24px var(--sans);
    }
    .avatar,
    lg-avatar {
      margin-right: 7px;
    }
    .who {
      display: block;
      flex: 1;
      min-width: 0;
    }
    .name,
    .role {
      display: block;
    }
    .name {
      font: 550 12px/15px var(--sans);
    }
    .role {
      color: var(--t3);
      font: 400 11px/15px var(--sans);
    }
    :host > button {
      display: grid;
      flex: none;
      place-items: center;
      width: 26px;
      height: 26px;
      padding: 0;
      border: 0;
      border-radius: var(--r-m);
      background: none;
      color: var(--t3);
      cursor: pointer;
    }
    :host > button.account {
      display: flex;
      flex: 1;
      align-items: center;
      width: auto;
      min-width: 0;
      height: 40px;
      margin-left: -6px;
      padding: 0 6px;
      color: var(--t1);
      text-align: left;
    }
    :host > button:hover {
      background: var(--s3);
      color: var(--t1);
    }
    :host(.collapsed) {
      flex-direction: column;
      gap: 6px;
      padding: 10px 0;
    }
    :host(.collapsed) > button.account {
      order: 1;
      flex: none;
      margin: 4px 0 0;
      height: 32px;
      padding: 0 4px;
    }
    :host(.collapsed) > button.account lg-avatar {
      margin: 0;
    }
    :host(.collapsed) .who {
      display: none;
    }
    :host(.collapsed) .avatar,
    :host(.collapsed) lg-avatar {
      order: 1;
      margin: 4px 0 0;
    }
    @media (pointer: coarse) {
      :host > button {
        width: 32px;
        height: 44px;
      }
    }
  `,
  host: { '[class.collapsed]': 'isCollapsed()' },
})
export class UserBlock {
  readonly isCollapsed = input(false);
  protected readonly navigation = inject(Navigation);
  protected readonly panels = inject(Panels);
  protected readonly words = WORDS;
  protected readonly account = inject(Account);
  private readonly router = inject(Router);

  protected readonly foldLabel = computed(() => (this.isCollapsed() ? WORDS.expand : WORDS.collapse));

  protected openProfile(): void {
    void this.router.navigateByUrl('/profile');
  }
}
