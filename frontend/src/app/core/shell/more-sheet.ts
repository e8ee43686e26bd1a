import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Icon } from '../../ui/icon';
import { Account } from '../account';
import { THEME_CHOICES, Theme } from '../theme';
import { Modal } from './modal';
import { Navigation } from './navigation';
import { Panels } from './panels';
import { WORDS } from './shell-words';
import { THEME_ICONS } from './theme-icons';

/** On a phone: the entries without a place in the bar, one's account, and the theme. */
@Component({
  selector: 'lg-more-sheet',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink, Icon, Modal],
  template: `
    <lg-modal #modal [title]="words.more" [isSheet]="true" (closed)="panels.close('more')">
      @if (entries().length > 0) {
        <ul>
          @for (entry of entries(); track entry.route) {
            <li>
              <a [routerLink]="entry.route" (click)="modal.close()">
                <lg-icon [name]="entry.icon" [size]="20" />
                <span>{{ entry.label }}</span>
                @if (entry.count; as count) {
                  <span class="quiet num">{{ count.value.toLocaleString() }}</span>
                }
              </a>
            </li>
          }
        </ul>
      }
      @if (account.isPerson()) {
        <ul class="mine" [attr.aria-label]="words.user.menu(account.name())">
          <li>
            <a routerLink="/profile" (click)="modal.close()">
              <lg-icon name="user" [size]="20" />
              <span>{{ words.user.profile }}</span>
              <span class="quiet ellipsis">{{ account.name() }} · {{ account.role() }}</span>
            </a>
          </li>
          @for (tenant of account.others(); track tenant.id) {
            <li>
              <button type="button" (click)="account.switchTo(tenant.id)">
                <lg-icon name="building-2" [size]="20" />
                <span>{{ words.user.switchTo(tenant.name) }}</span>
              </button>
            </li>
          }
          <li>
            <button type="button" (click)="account.signOut()">
              <lg-icon name="log-out" [size]="20" />
              <span>{{ words.user.signOut }}</span>
            </button>
          </li>
        </ul>
      }
      <fieldset>
        <legend>{{ words.theme.menu }}</legend>
        @for (choice of choices; track choice) {
          <label>
            <input
              type="radio"
              name="lg-theme"
              [checked]="theme.choice() === choice"
              (change)="theme.choose(choice)"
            />
            <lg-icon [name]="icons[choice]" [size]="15" />
            {{ words.theme[choice] }}
          </label>
        }
      </fieldset>
    </lg-modal>
  `,
  styles: `
    a,
    li button {
      display: flex;
      align-items: center;
      gap: 12px;
      min-height: 48px;
      border-bottom: 1px solid var(--line);
      color: var(--t1);
    }
    li button {
      width: 100%;
      padding: 0;
      border-width: 0 0 1px;
      background: none;
      font: inherit;
      text-align: left;
      cursor: pointer;
    }
    a span:last-of-type:not(:first-of-type) {
      margin-left: auto;
    }
    lg-icon {
      color: var(--t2);
    }
    fieldset {
      display: grid;
      grid-template-columns: repeat(3, minmax(0, 1fr));
      gap: 8px;
      margin: 14px 0 0;
      padding: 0;
      border: 0;
    }
    legend {
      margin-bottom: 6px;
      padding: 0;
      color: var(--t3);
      font: var(--fs-12);
    }
    label {
      position: relative;
      display: flex;
      align-items: center;
      justify-content: center;
      gap: 6px;
      min-height: 44px;
      padding: 4px;
      border: 1px solid var(--line-strong);
      border-radius: var(--r-m);
      background: var(--s2);
      font: var(--fs-12);
      text-align: center;
    }
    label:has(:checked) {
      border-color: var(--accent);
      background: var(--selected);
    }
    label:has(:focus-visible) {
      outline: 2px solid var(--accent);
      outline-offset: 2px;
    }
    input {
      position: absolute;
      inset: 0;
      margin: 0;
      opacity: 0;
    }
  `,
})
export class MoreSheet {
  protected readonly theme = inject(Theme);
  protected readonly panels = inject(Panels);
  protected readonly words = WORDS;
  protected readonly choices = THEME_CHOICES;
  protected readonly icons = THEME_ICONS;
  protected readonly account = inject(Account);
  private readonly navigation = inject(Navigation);
  protected readonly entries = computed(() =>
    this.navigation.entries().filter(({ isOnPhone }) => !isOnPhone),
  );
}
