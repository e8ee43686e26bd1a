import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  untracked,
} from '@angular/core';
import type { MemberView } from '@legator/contracts';
import type { RoleOf } from '../access/role-of-dialog';
import { Doing } from '../core/doing';
import { Loaded } from '../core/loaded';
import { Session } from '../core/session';
import { Avatar } from '../ui/avatar';
import { LgButton } from '../ui/button';
import { Card } from '../ui/card';
import { Dialogs } from '../ui/dialogs';
import { Pill } from '../ui/pill';
import { visibleText } from '../ui/visible-text';
import { TenantsApi } from './tenants-api';
import { TENANTS_WORDS } from './tenants-words';

/** Who belongs to a tenant and as what; adds somebody who has an account, changes roles, takes out. */
@Component({
  selector: 'lg-members-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, Card, LgButton, Pill],
  template: `
    <lg-card
      flush
      [title]="words.memberList"
      [note]="name()"
      [loading]="members.isFirst()"
      [rows]="3"
      [error]="members.error()"
      (retry)="members.load()"
    >
      <ng-container card-actions>
        @if (mayAdd()) {
          <button lgButton size="compact" icon="user-plus" (click)="add()">
            {{ words.memberAdd }}
          </button>
        }
      </ng-container>
      @if (members.value()) {
        <ul [attr.aria-label]="words.memberList">
          @for (row of rows(); track row.id) {
            <li>
              <lg-avatar [name]="row.name" />
              <span class="what">
                <b class="ellipsis"
                  ><bdi>{{ row.name }}</bdi></b
                >
                <span class="quiet small ellipsis"
                  ><bdi>{{ row.username }}</bdi></span
                >
              </span>
              @if (row.isOff || row.isAway) {
                <lg-pill size="small" tone="bad">{{ row.isOff ? words.off : words.away }}</lg-pill>
              }
              @if (row.isAway) {
                <button lgButton size="compact" (click)="letIn(row)">
                  {{ words.memberLetIn }}<span class="hidden"> {{ row.name }}</span>
                </button>
              }
              <button lgButton class="role" size="compact" icon="pencil" (click)="change(row.member)">
                <span class="hidden">{{ words.memberRoleOf(row.name) }}: </span>
                <span class="ellipsis">{{ row.role }}</span>
              </button>
              <button lgButton size="compact" (click)="remove(row)">
                {{ words.memberRemove }}<span class="hidden"> {{ row.name }}</span>
              </button>
            </li>
          } @empty {
            <li class="quiet">{{ words.memberNone }}</li>
          }
        </ul>
      }
    </lg-card>
  `,
  styles: `
    .role {
      flex: none;
      max-width: 128px;
    }
    @media (max-width: 480px) {
      .role {
        max-width: 96px;
      }
    }
  `,
  styleUrl: '../sessions/sessions-card.css',
})
export class MembersCard {
  readonly tenant = input.required<string>();
  readonly name = input('');
  /** Accounts that exist are added by administrators of the installation; others are invited. */
  readonly mayAdd = input(false);
  protected readonly words = TENANTS_WORDS;
  private readonly api = inject(TenantsApi);
  private readonly session = inject(Session);
  private readonly dialogs = inject(Dialogs);
  private readonly doing = inject(Doing);
  private readonly roles = new Loaded(() => this.api.roles());
  protected readonly members = new Loaded(() => this.api.members(this.tenant()));
  protected readonly rows = computed(() => (this.members.value() ?? []).map(rowOf));
  /** Those that one may give. */
  private readonly givable = computed(() =>
    (this.roles.value() ?? [])
      .filter(({ permissions }) => permissions.every((one) => this.session.may(one)))
      .map(({ name }) => name),
  );

  constructor() {
    effect(() => {
      this.tenant();
      untracked(() => {
        this.members.clear();
        void this.members.load();
      });
    });
    void this.roles.load();
  }

  protected async add(): Promise<void> {
    const component = import('./member-dialog').then((file) => file.MemberDialog);
    await this.dialogs.open(component, { tenant: this.tenant(), roles: this.givable });
    await this.members.load();
  }

  /** Not by a choice in the list: an arrow key alone would make somebody administrator there. */
  protected async change({ user_id: id, display_name, role }: MemberView): Promise<void> {
    const tenant = this.tenant();
    const set = (wanted: string) => this.api.changeMember(tenant, id, { role: wanted });
    const component = import('../access/role-of-dialog').then((file) => file.RoleOfDialog);
    await this.dialogs.open<void, RoleOf>(component, { display_name, role, set });
    await this.members.load();
  }

  /** The provider takes it away again if it gives no role at their next sign-in. */
  protected async letIn({ id, name }: Row): Promise<void> {
    const { memberLetInDone, memberLetInOff } = this.words;
    await this.doing.try(
      () => this.api.changeMember(this.tenant(), id, { state: 'active' }),
      ({ enabled }) => (enabled ? memberLetInDone : memberLetInOff)(name),
    );
    await this.members.load();
  }

  protected async remove({ id, name }: Row): Promise<void> {
    const { memberRemoveAsk, memberRemoveText: text, memberRemove: verb, memberRemoved } = this.words;
    const wish = { title: memberRemoveAsk(name, this.name()), text, verb, tone: 'danger' } as const;
    if (!(await this.dialogs.confirm(wish))) return;
    await this.doing.try(() => this.api.removeMember(this.tenant(), id), memberRemoved(name));
    await this.members.load();
  }
}

type Row = ReturnType<typeof rowOf>;

function rowOf(member: MemberView) {
  return {
    id: member.user_id,
    name: visibleText(member.display_name),
    username: visibleText(member.username),
    role: visibleText(member.role),
    member,
    isOff: !member.enabled,
    isAway: member.state === 'disabled',
  };
}
