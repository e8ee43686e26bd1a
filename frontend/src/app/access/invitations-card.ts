import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { InvitationView } from '@legator/contracts';
import { LgButton } from '../ui/button';
import { Card } from '../ui/card';
import { Dialogs } from '../ui/dialogs';
import { Icon } from '../ui/icon';
import { Pill } from '../ui/pill';
import { whenText } from '../ui/time-text';
import { visibleText } from '../ui/visible-text';
import { ACCESS_WORDS } from './access-words';
import { Doing } from '../core/doing';
import { PeopleApi } from './people-api';
import type { UsersStore } from './users-store';

const TONES = { open: 'info', accepted: 'ok', expired: 'neutral', revoked: 'neutral' } as const;

/** Who was invited, the open ones first, and a way to take it back. */
@Component({
  selector: 'lg-invitations-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Card, Icon, LgButton, Pill],
  template: `
    <lg-card
      flush
      [title]="words.list"
      [loading]="store().invitations.isFirst()"
      [rows]="1"
      [error]="store().invitations.error()"
      (retry)="store().load()"
    >
      @if (store().invitations.value()) {
        <ul [attr.aria-label]="words.list">
          @for (row of rows(); track row.id) {
            <li>
              <lg-icon name="mail" [size]="15" />
              <span class="what">
                <bdi>{{ row.name }}</bdi>
                <span class="quiet small">{{ row.line }}</span>
              </span>
              <lg-pill size="small" [tone]="row.tone">{{ row.word }}</lg-pill>
              @if (row.state === 'open') {
                <button lgButton size="compact" (click)="revoke(row.id)">
                  {{ words.revoke }}<span class="hidden"> {{ row.name }}</span>
                </button>
              }
            </li>
          } @empty {
            <li class="quiet">{{ words.none }}</li>
          }
        </ul>
      }
    </lg-card>
  `,
  styles: `
    li {
      display: flex;
      align-items: center;
      gap: 10px;
      min-height: 44px;
      padding: 6px 12px;
      border-top: 1px solid var(--row-line);
    }
    li:first-child {
      border-top: 0;
    }
    lg-icon {
      color: var(--t3);
    }
    .what {
      display: grid;
      flex: 1;
      min-width: 0;
    }
  `,
})
export class InvitationsCard {
  readonly store = input.required<UsersStore>();
  protected readonly words = ACCESS_WORDS.invite;
  private readonly api = inject(PeopleApi);
  private readonly dialogs = inject(Dialogs);
  private readonly doing = inject(Doing);
  protected readonly rows = computed(() => {
    const all = this.store().invitations.value() ?? [];
    const isOpen = ({ state }: InvitationView) => Number(state !== 'open');
    return [...all].sort((one, other) => isOpen(one) - isOpen(other)).map(rowOf);
  });

  protected async revoke(id: string): Promise<void> {
    const { revokeAsk: title, revokeText: text, revoke: verb, revoked } = this.words;
    if (!(await this.dialogs.confirm({ title, text, verb, tone: 'danger' }))) return;
    await this.doing.try(() => this.api.revokeInvitation(id), revoked);
    await this.store().load();
  }
}

function rowOf({ id, name, role, state, created_by, expires_at }: InvitationView) {
  const words = ACCESS_WORDS.invite;
  return {
    id,
    state,
    name: visibleText(name) || words.unnamed,
    line: `${visibleText(role)} · ${words.by} ${visibleText(created_by)} · ${words.until} ${whenText(expires_at)}`,
    tone: TONES[state],
    word: words.states[state],
  };
}
