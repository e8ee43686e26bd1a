import { Injectable } from '@nestjs/common';
import type { CreateUser, ChangeUser, Permission, UserView } from '@legator/contracts';
import { Clock, may, newId, notFound, Transactions } from '@legator/core';
import { Sessions, permissionsOf } from '../sessions/sessions.service.js';
import { oneTimePassword } from '../sign-in/one-time-password.js';
import { PasswordRules } from '../sign-in/password-rules.js';
import { Passwords } from '../sign-in/passwords.js';
import { AccountChanges } from './account-changes.js';
import { PeopleChanges } from './people-changes.js';
import { PeopleStore } from './people.store.js';
import type { Person } from './people.store.js';

/** The people of the current tenant: who they are, and the requests to change that. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: PeopleStore,
    private readonly changes: PeopleChanges,
    private readonly accounts: AccountChanges,
    private readonly rules: PasswordRules,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly clock: Clock,
  ) {}

  async list(): Promise<UserView[]> {
    const people = await this.members();
    const methods = await this.transactions.look((tx) =>
      this.store.methodsOf(
        tx,
        people.map(({ id }) => id),
      ),
    );
    const admins = people.filter(isAdmin);
    return people.map((one) =>
      toView(one, methods.get(one.id), admins.length === 1 && admins[0]!.id === one.id),
    );
  }

  /** @throws `not_found` for somebody who does not belong here as for nobody at all */
  async get(id: string): Promise<UserView> {
    const found = (await this.list()).find((one) => one.id === id);
    if (!found) throw notFound('user', id);
    return found;
  }

  /** Active colleagues by name, all or those who may do something. */
  async names(permission?: Permission): Promise<{ id: string; username: string; display_name: string }[]> {
    const people = await this.members();
    return people
      .filter((one) => one.state === 'active' && one.memberState === 'active')
      .filter((one) => !permission || may({ permissions: permissionsOf(one) }, permission))
      .map(({ id, username, displayName }) => ({ id, username, display_name: displayName }));
  }

  async roleOf(id: string): Promise<{ role: string; permissions: readonly Permission[] }> {
    const [found] = await this.members(id);
    if (!found) throw notFound('user', id);
    return { role: found.role, permissions: permissionsOf(found) };
  }

  /** @returns them, and the password that was made for them when none was given; it is kept nowhere */
  async create(input: CreateUser): Promise<{ user: UserView; password?: string }> {
    const username = input.username.normalize('NFKC');
    const made = input.password === undefined ? oneTimePassword() : undefined;
    if (input.password !== undefined) await this.rules.check(input.password, username);
    const id = newId();
    await this.changes.create(
      {
        id,
        username,
        display_name: input.display_name ?? username,
        email: input.email ?? null,
        role: input.role,
        must_change_password: input.must_change_password ?? made !== undefined,
      },
      await this.passwords.hash(made ?? input.password!),
    );
    return { user: await this.get(id), ...(made ? { password: made } : {}) };
  }

  async change(id: string, input: ChangeUser): Promise<void> {
    await this.accounts.make('user.change', { ...(await this.named(id)), ...input });
  }

  async setState(id: string, state: 'active' | 'disabled'): Promise<void> {
    await this.accounts.make(state === 'active' ? 'user.enable' : 'user.disable', await this.named(id));
  }

  async endSessions(id: string): Promise<number> {
    return this.accounts.endSignIns(await this.named(id));
  }

  async resetPassword(
    id: string,
    revokeKeys: boolean,
  ): Promise<{ password: string; ended: number; keys: number }> {
    return this.accounts.resetPassword({ ...(await this.named(id)), revoke_keys: revokeKeys });
  }

  async assignRole(id: string, role: string): Promise<void> {
    await this.changes.assignRole({ ...(await this.named(id)), role });
  }

  async remove(id: string): Promise<'removed' | 'kept'> {
    return this.changes.remove(await this.named(id));
  }

  /** With the name, so that the record of the change is readable. @throws `not_found` */
  private async named(id: string): Promise<{ id: string; username: string }> {
    const found = await this.transactions.run((tx) => this.store.membership(tx, id));
    if (!found) throw notFound('user', id);
    return { id, username: found.username };
  }

  private members(id?: string): Promise<Person[]> {
    const now = this.clock.now();
    const when = { now, sessionsSince: this.sessions.idleSince(now) };
    return this.transactions.run((tx) => this.store.list(tx, { ...when, ...(id ? { id } : {}) }));
  }
}

function isAdmin(one: Person): boolean {
  return one.state === 'active' && one.memberState === 'active' && permissionsOf(one).includes('admin');
}

function toView(
  one: Person,
  methods: { password: boolean; passkey: boolean; oidc: boolean } | undefined,
  lastAdmin: boolean,
): UserView {
  return {
    id: one.id,
    username: one.username,
    display_name: one.displayName,
    role: one.role,
    enabled: one.state === 'active',
    created_at: one.createdAt.toISOString(),
    ...(one.lastLoginAt ? { last_login: one.lastLoginAt.toISOString() } : {}),
    ...(one.email ? { email: one.email } : {}),
    member_state: one.memberState,
    must_change_password: one.mustChangePassword,
    installation_admin: one.installationAdmin,
    belongs_elsewhere: one.belongsElsewhere,
    sign_in_methods: (['password', 'passkey', 'oidc'] as const).filter((method) => methods?.[method]),
    sessions: one.sessions,
    ...(one.lastSeen ? { last_seen: one.lastSeen.toISOString() } : {}),
    last_admin: lastAdmin,
  };
}
