import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Icon } from '../../ui/icon';
import { Menu, MenuCheck, MenuTitle, MenuTrigger } from '../../ui/menu';
import { Account } from '../account';
import { WORDS } from './shell-words';

/** Where one works: a name, and for who belongs to several tenants the way to another one. */
@Component({
  selector: 'lg-tenant-switch',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, Menu, MenuCheck, MenuTitle, MenuTrigger],
  template: `
    @if (account.others().length > 0) {
      <button
        type="button"
        [attr.aria-label]="words.switchLabel(account.place())"
        [title]="account.place()"
        [lgMenuTrigger]="tenants"
      >
        <span class="ellipsis">{{ account.place() }}</span>
        <lg-icon name="chevrons-up-down" [size]="13" />
      </button>
      <ng-template #tenants>
        <lg-menu>
          <lg-menu-title>{{ words.switchTitle }}</lg-menu-title>
          @for (tenant of account.tenants(); track tenant.id) {
            <button
              lgMenuCheck
              [checked]="tenant.isCurrent"
              (triggered)="tenant.isCurrent || account.switchTo(tenant.id)"
            >
              {{ tenant.name }} · {{ tenant.role }}
            </button>
          }
        </lg-menu>
      </ng-template>
    } @else {
      <span class="ellipsis only" [title]="account.place()">{{ account.place() }}</span>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex: 1;
      justify-content: flex-end;
      min-width: 0;
      color: var(--t3);
      font: 500 11px/16px var(--sans);
    }
    :host > button {
      display: flex;
      align-items: center;
      gap: 3px;
      min-width: 0;
      height: 26px;
      padding: 0 4px 0 6px;
      border: 0;
      border-radius: var(--r-m);
      background: none;
      color: var(--t2);
      font: inherit;
      cursor: pointer;
    }
    :host > button:hover {
      background: var(--s3);
      color: var(--t1);
    }
    @media (pointer: coarse) {
      :host > button {
        height: 44px;
      }
    }
  `,
})
export class TenantSwitch {
  protected readonly account = inject(Account);
  protected readonly words = WORDS.user;
}
