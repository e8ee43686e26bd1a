import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { ServiceAccountView } from '@legator/contracts';
import { Doing } from '../core/doing';
import type { Loaded } from '../core/loaded';
import { LgButton } from '../ui/button';
import { Card } from '../ui/card';
import { Dialogs } from '../ui/dialogs';
import { Icon } from '../ui/icon';
import { IconButton } from '../ui/icon-button';
import { Menu, MenuItem, MenuTrigger } from '../ui/menu';
import { Pill } from '../ui/pill';
import { visibleText } from '../ui/visible-text';
import { KeysApi } from './keys-api';
import { KEYS_WORDS } from './keys-words';

/** Accounts of programs, and the way to stop all keys of one at once. */
@Component({
  selector: 'lg-accounts-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Card, Icon, IconButton, LgButton, Menu, MenuItem, MenuTrigger, Pill],
  template: `
    <lg-card
      flush
      [title]="words.title"
      [loading]="accounts().isFirst()"
      [rows]="1"
      [error]="accounts().error()"
      (retry)="accounts().load()"
    >
      <button card-actions lgButton size="compact" icon="plus" (click)="add()">{{ words.add }}</button>
      @if (accounts().value()) {
        <ul [attr.aria-label]="words.title">
          @for (row of rows(); track row.account.id) {
            <li>
              <lg-icon name="bot" [size]="16" />
              <span class="what">
                <b class="ellipsis"
                  ><bdi>{{ row.name }}</bdi></b
                >
                <span class="quiet small">{{ row.line }}</span>
              </span>
              <lg-pill size="small" [tone]="row.account.enabled ? 'ok' : 'bad'">{{ row.word }}</lg-pill>
              <button
                lgIconButton
                icon="ellipsis"
                size="compact"
                [aria-label]="words.menuOf(row.name)"
                [lgMenuTrigger]="actions"
              ></button>
              <ng-template #actions>
                <lg-menu>
                  <button
                    lgMenuItem
                    [icon]="row.account.enabled ? 'ban' : 'check'"
                    (triggered)="setEnabled(row.account)"
                  >
                    {{ row.account.enabled ? words.disable : words.enable }}
                  </button>
                  <button lgMenuItem icon="trash-2" tone="bad" (triggered)="remove(row.account)">
                    {{ words.remove }}
                  </button>
                </lg-menu>
              </ng-template>
            </li>
          } @empty {
            <li class="quiet">{{ words.none }} {{ words.text }}</li>
          }
        </ul>
      }
    </lg-card>
  `,
  styleUrl: '../sessions/sessions-card.css',
})
export class AccountsCard {
  readonly accounts = input.required<Loaded<readonly ServiceAccountView[]>>();
  protected readonly words = KEYS_WORDS.accounts;
  private readonly api = inject(KeysApi);
  private readonly dialogs = inject(Dialogs);
  private readonly doing = inject(Doing);
  protected readonly rows = computed(() => (this.accounts().value() ?? []).map(rowOf));

  protected async add(): Promise<void> {
    const component = import('./account-dialog').then((file) => file.AccountDialog);
    await this.dialogs.open(component, undefined, { width: '640px' });
    await this.accounts().load();
  }

  protected async setEnabled({ id, name, enabled }: ServiceAccountView): Promise<void> {
    const shown = visibleText(name);
    const { disableAsk, disableText: text, disable: verb } = this.words;
    const wish = { title: disableAsk(shown), text, verb, tone: 'danger' } as const;
    if (enabled && !(await this.dialogs.confirm(wish))) return;
    const done = enabled ? this.words.disabled(shown) : this.words.enabled(shown);
    await this.doing.try(() => this.api.changeAccount(id, { enabled: !enabled }), done);
    await this.accounts().load();
  }

  protected async remove({ id, name }: ServiceAccountView): Promise<void> {
    const shown = visibleText(name);
    const { removeAsk, removeText: text, remove: verb, removed } = this.words;
    if (!(await this.dialogs.confirm({ title: removeAsk(shown), text, verb, tone: 'danger' }))) return;
    await this.doing.try(() => this.api.removeAccount(id), removed(shown));
    await this.accounts().load();
  }
}

function rowOf(account: ServiceAccountView) {
  const { accounts: words } = KEYS_WORDS;
  const rights = account.role ?? account.permissions.join(', ');
  return {
    account,
    name: visibleText(account.name),
    line: visibleText([rights, words.keys(account.keys), account.description].filter(Boolean).join(' · ')),
    word: account.enabled ? words.on : words.off,
  };
}
