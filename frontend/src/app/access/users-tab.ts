import { ChangeDetectionStrategy, Component, DestroyRef, computed, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import type { UserView } from '@legator/contracts';
import { type PageAction, PageActions } from '../core/page-actions';
import { Age } from '../ui/age';
import { Avatar } from '../ui/avatar';
import { LgButton } from '../ui/button';
import { Card } from '../ui/card';
import { Dialogs } from '../ui/dialogs';
import { EmptyState } from '../ui/empty-state';
import { Icon } from '../ui/icon';
import { IconButton } from '../ui/icon-button';
import { Menu, MenuItem, MenuTitle, MenuTrigger } from '../ui/menu';
import { Pill } from '../ui/pill';
import { TextInput } from '../ui/text-input';
import type { Tone } from '../ui/tone';
import { visibleText } from '../ui/visible-text';
import { ACCESS_WORDS } from './access-words';
import { InvitationsCard } from './invitations-card';
import { PeopleApi } from './people-api';
import type { RoleOf } from './role-of-dialog';
import { UserChanges } from './user-changes';
import { UsersStore } from './users-store';

/** Who belongs to the tenant, as what, and since when they were not seen; and all that can be done about it. */
@Component({
  selector: 'lg-users-tab',
  changeDetection: ChangeDetectionStrategy.OnPush,
  providers: [UsersStore, UserChanges],
  imports: [
    Age,
    Avatar,
    Card,
    EmptyState,
    Icon,
    IconButton,
    InvitationsCard,
    LgButton,
    Menu,
    MenuItem,
    MenuTitle,
    MenuTrigger,
    Pill,
    TextInput,
  ],
  templateUrl: './users-tab.html',
  styleUrls: ['./table.css', './users-tab.css'],
})
export class UsersTab {
  /** From the query: whose name holds this. */
  readonly q = input('', { transform: (text: string | undefined) => text ?? '' });

  protected readonly store = inject(UsersStore);
  protected readonly words = ACCESS_WORDS;
  private readonly api = inject(PeopleApi);
  private readonly changes = inject(UserChanges);
  private readonly dialogs = inject(Dialogs);
  private readonly router = inject(Router);

  protected readonly count = computed(() => String(this.store.users.value()?.length ?? ''));
  protected readonly rows = computed(() => {
    const word = this.q().trim().toLowerCase();
    return (this.store.users.value() ?? [])
      .filter((user) => `${user.username} ${user.display_name} ${user.role}`.toLowerCase().includes(word))
      .map((user) => this.row(user));
  });
  protected readonly hasLastAdmin = computed(() =>
    (this.store.users.value() ?? []).some(({ last_admin }) => last_admin),
  );
  protected readonly lastAdminText = computed(() => {
    const admin = (this.store.users.value() ?? []).find(({ last_admin }) => last_admin);
    return ACCESS_WORDS.lastAdminOf(visibleText(admin?.display_name ?? ''));
  });
  private readonly actions = computed<readonly PageAction[]>(() => [
    {
      id: 'add-user',
      text: ACCESS_WORDS.people.add,
      icon: 'user-plus',
      isMain: true,
      run: () => void this.add(),
    },
    ...(this.store.mayInvite()
      ? [
          {
            id: 'invite',
            text: ACCESS_WORDS.invite.title,
            icon: 'mail' as const,
            run: () => void this.invite(),
          },
        ]
      : []),
  ]);

  constructor() {
    inject(PageActions).offer(this.actions);
    inject(DestroyRef).onDestroy(this.store.follow());
  }

  protected narrow(q: string): void {
    const queryParams = { q: q || null };
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }

  protected async add(): Promise<void> {
    const component = import('./add-user-dialog').then((file) => file.AddUserDialog);
    await this.dialogs.open(component);
    await this.store.load();
  }

  protected async invite(): Promise<void> {
    const component = import('./invite-dialog').then((file) => file.InviteDialog);
    await this.dialogs.open(component);
    await this.store.load();
  }

  protected async changeRole(user: UserView): Promise<void> {
    const component = import('./role-of-dialog').then((file) => file.RoleOfDialog);
    const set = (role: string) => this.api.setRole(user.id, role);
    await this.dialogs.open<void, RoleOf>(component, { ...user, set });
    await this.store.load();
  }

  protected async edit(user: UserView): Promise<void> {
    const component = import('./edit-user-dialog').then((file) => file.EditUserDialog);
    await this.dialogs.open(component, user);
    await this.store.load();
  }

  protected readonly reset = (user: UserView) => this.changes.reset(user);
  protected readonly endSessions = (user: UserView) => this.changes.endSessions(user);
  protected readonly removePasskeys = (user: UserView) => this.changes.removePasskeys(user);
  protected readonly setEnabled = (user: UserView) => this.changes.setEnabled(user);
  protected readonly letIn = (user: UserView) => this.changes.letIn(user);
  protected readonly remove = (user: UserView) => this.changes.remove(user);

  private row(user: UserView) {
    const methods = user.sign_in_methods.map((one) => ACCESS_WORDS.people.methods[one]).join(', ');
    return {
      user,
      name: visibleText(user.display_name),
      username: visibleText(user.username),
      role: visibleText(user.role),
      seen: user.last_seen ?? user.last_login,
      methods: methods || ACCESS_WORDS.people.noMethods,
      hasPasskey: user.sign_in_methods.includes('passkey'),
      isMe: this.store.isMe(user),
      mayChange: this.store.mayChangeAccount(user),
      mayLetIn: user.member_state === 'disabled' && this.store.mayInvite(),
      state: stateOf(user),
    };
  }
}

function stateOf(user: UserView): { tone: Tone; word: string; why?: string } {
  const { states } = ACCESS_WORDS.people;
  if (!user.enabled) return { tone: 'bad', word: states.disabled };
  if (user.member_state === 'disabled')
    return { tone: 'bad', word: states.away, why: ACCESS_WORDS.people.away };
  if (user.must_change_password) return { tone: 'warn', word: states.change };
  return { tone: 'ok', word: states.active };
}
