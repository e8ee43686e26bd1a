import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { Doing } from '../core/doing';
import { Loaded } from '../core/loaded';
import { Passkeys } from '../core/passkey';
import { Session } from '../core/session';
import { StepUp } from '../core/step-up/step-up';
import { LgButton } from '../ui/button';
import { Card } from '../ui/card';
import { Dialogs } from '../ui/dialogs';
import { Icon } from '../ui/icon';
import { IconButton } from '../ui/icon-button';
import { Menu, MenuItem, MenuTrigger } from '../ui/menu';
import { whenText } from '../ui/time-text';
import { visibleText } from '../ui/visible-text';
import { type PasskeyView, ProfileApi } from './profile-api';
import { PROFILE_WORDS } from './profile-words';

/** One's passkeys: add, rename, remove. Adding and removing ask first whether it is really you. */
@Component({
  selector: 'lg-passkeys-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Card, Icon, IconButton, LgButton, Menu, MenuItem, MenuTrigger],
  template: `
    <lg-card
      flush
      [title]="words.title"
      [loading]="keys.isFirst()"
      [rows]="1"
      [error]="keys.error()"
      (retry)="keys.load()"
    >
      <ng-container card-actions>
        @if (isKnown) {
          <button lgButton size="compact" icon="plus" (click)="add()">{{ words.add }}</button>
        }
      </ng-container>
      @if (keys.value()) {
        <ul [attr.aria-label]="words.title">
          @for (row of rows(); track row.id) {
            <li>
              <lg-icon name="key-round" [size]="16" />
              <span class="what">
                <b class="ellipsis"
                  ><bdi>{{ row.name }}</bdi></b
                >
                <span class="quiet small">{{ row.line }}</span>
              </span>
              <button
                lgIconButton
                icon="ellipsis"
                size="compact"
                [aria-label]="words.menuOf(row.name)"
                [lgMenuTrigger]="actions"
              ></button>
              <ng-template #actions>
                <lg-menu>
                  <button lgMenuItem icon="pencil" (triggered)="rename(row)">{{ words.rename }}</button>
                  <button lgMenuItem icon="trash-2" tone="bad" (triggered)="remove(row)">
                    {{ words.remove }}
                  </button>
                </lg-menu>
              </ng-template>
            </li>
          } @empty {
            <li class="soft">{{ words.none }} {{ isKnown ? words.text : words.unknown }}</li>
          }
        </ul>
      }
    </lg-card>
  `,
  styleUrl: '../sessions/sessions-card.css',
})
export class PasskeysCard {
  protected readonly words = PROFILE_WORDS.passkeys;
  private readonly api = inject(ProfileApi);
  private readonly browser = inject(Passkeys);
  private readonly dialogs = inject(Dialogs);
  private readonly doing = inject(Doing);
  private readonly stepUp = inject(StepUp);
  private readonly session = inject(Session);
  protected readonly isKnown = this.browser.isKnown;
  protected readonly keys = new Loaded(() => this.api.passkeys());
  protected readonly rows = computed(() => (this.keys.value() ?? []).map(rowOf));

  constructor() {
    void this.keys.load();
  }

  protected async add(): Promise<void> {
    const name = await this.askName();
    if (!name) return;
    await this.doing.try(async () => {
      const { options } = await this.stepUp.run(() => this.api.passkeyOptions());
      return this.api.addPasskey({ name, response: await this.browser.make(options) });
    }, this.words.added);
    await this.load();
  }

  protected async rename({ id, name }: { id: string; name: string }): Promise<void> {
    const changed = await this.askName(name);
    if (!changed) return;
    await this.doing.try(() => this.api.renamePasskey(id, changed), this.words.renamed);
    await this.load();
  }

  protected async remove({ id, name }: { id: string; name: string }): Promise<void> {
    const { removeAsk, removeText: text, removeVerb: verb, removed } = this.words;
    if (!(await this.dialogs.confirm({ title: removeAsk(name), text, verb, tone: 'danger' }))) return;
    await this.doing.try(() => this.stepUp.run(() => this.api.removePasskey(id)), removed);
    await this.load();
  }

  private askName(name = ''): Promise<string | undefined> {
    const component = import('./passkey-name-dialog').then((file) => file.PasskeyNameDialog);
    return this.dialogs.open<string>(component, name);
  }

  private async load(): Promise<void> {
    await Promise.all([this.keys.load(), this.session.load()]);
  }
}

function rowOf({ id, name, created_at, last_used_at }: PasskeyView) {
  const words = PROFILE_WORDS.passkeys;
  const used = last_used_at ? `${words.used} ${whenText(last_used_at)}` : words.unused;
  return { id, name: visibleText(name), line: `${words.made} ${whenText(created_at)} · ${used}` };
}
