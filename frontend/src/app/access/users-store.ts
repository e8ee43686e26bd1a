import { Injectable, computed, inject } from '@angular/core';
import type { UserView } from '@legator/contracts';
import { LiveFeed } from '../core/live/live-feed';
import { Loaded } from '../core/loaded';
import { Session } from '../core/session';
import { PeopleApi } from './people-api';

/** After these something of it may be otherwise. */
const FACTS = ['user.', 'member.', 'role.', 'invitation.', 'auth.'];

/** The people of the tenant, and who is invited. Each part fails by itself. */
@Injectable()
export class UsersStore {
  private readonly api = inject(PeopleApi);
  private readonly feed = inject(LiveFeed);
  private readonly session = inject(Session);

  readonly users = new Loaded(() => this.api.users());
  readonly invitations = new Loaded(() => this.api.invitations());

  readonly mayInvite = computed(() => this.session.shows('member:manage'));

  /** Keeps up with what changes until the function it returns is called. */
  follow(): () => void {
    void this.load();
    return this.feed.watch(FACTS, () => this.load());
  }

  async load(): Promise<void> {
    const parts = [this.users, ...(this.mayInvite() ? [this.invitations] : [])];
    await Promise.all(parts.map((part) => part.load()));
  }

  /** Why the account of somebody cannot be changed here; empty where it can. */
  isMe({ id }: UserView): boolean {
    return this.session.actor()?.id === id;
  }

  /** Accounts of people who belong to other tenants are changed by administrators of the installation alone. */
  mayChangeAccount(user: UserView): boolean {
    const actor = this.session.actor();
    return !user.belongs_elsewhere || actor?.installation_admin === true || actor?.type === 'local';
  }
}
