import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { Clock, currentContext, newId, notFound, Signals } from '@legator/core';
import type { Actor, Signal, Tx } from '@legator/core';
import { KeyReach } from '../keys/key-reach.js';
import { KeysOfPerson } from '../keys/keys-of-person.js';
import { permissionsOf } from '../sessions/sessions.service.js';
import { mustBeThere } from '../sign-in/being-there.js';
import { Passwords } from '../sign-in/passwords.js';
import { oneTimePassword } from '../sign-in/one-time-password.js';
import { SigningOut } from '../sign-in/signing-out.service.js';
import { IdentityChanges } from './identity-changes.js';
import type { IdentityChange } from './identity-changes.js';
import { ownAccount } from './people.errors.js';
import { refuseForeignAccount } from './people-changes.js';
import { PeopleStore } from './people.store.js';
import type { Target } from './people.store.js';
import { refuseBeyond, refuseUnlessInstallation } from './rights-guard.js';
import { PasswordReset } from './signals/password-reset.signal.js';
import { UserChanged } from './signals/user-changed.signal.js';
import { UserDisabled } from './signals/user-disabled.signal.js';
import { UserEnabled } from './signals/user-enabled.signal.js';

const Account = z.strictObject({ id: z.uuid(), username: z.string() });
type Account = z.infer<typeof Account>;
const Change = Account.extend({
  display_name: z.string().optional(),
  email: z.string().nullable().optional(),
  installation_admin: z.boolean().optional(),
});
type Change = z.infer<typeof Change>;
/** `attempt` tells two resets of one account apart. */
const Reset = Account.extend({ attempt: z.uuid(), revoke_keys: z.boolean().default(false) });
type Reset = z.infer<typeof Reset>;

/** What is done to an account itself, and so holds in every tenant of its person. */
@Injectable()
export class AccountChanges implements OnModuleInit {
  /** Hashes of new passwords by attempt, until their directive is done. */
  private readonly hashes = new Map<string, string>();

  constructor(
    private readonly changes: IdentityChanges,
    private readonly people: PeopleStore,
    private readonly passwords: Passwords,
    private readonly out: SigningOut,
    private readonly signals: Signals,
    private readonly clock: Clock,
    private readonly reach: KeyReach,
    private readonly keys: KeysOfPerson,
  ) {}

  onModuleInit(): void {
    const shared = {
      permission: 'user:manage',
      reach: 'installation',
      subject: ({ id }: Account) => ({ type: 'user', id }),
    } as const;
    const plain = (
      given: Pick<IdentityChange<Account>, 'name' | 'title' | 'summarize'>,
      run: (tx: Tx, found: Target, actor: Actor) => Promise<Record<string, unknown>>,
    ) =>
      this.changes.register<Account>({
        ...shared,
        ...given,
        schema: Account,
        run: async (tx, { id }, actor) => {
          const found = await this.take(tx, id, actor);
          await this.checkReach(tx, actor, found);
          return run(tx, found, actor);
        },
      });
    this.changes.register<Change>({
      ...shared,
      name: 'user.change',
      title: 'Change an account',
      schema: Change,
      summarize: ({ username }) => `change the account of ${username}`,
      run: async (tx, payload, actor) =>
        this.change(tx, await this.take(tx, payload.id, actor), payload, actor),
    });
    plain(
      {
        name: 'user.disable',
        title: 'Disable an account',
        summarize: ({ username }) => `disable ${username}`,
      },
      (tx, found, actor) => this.disable(tx, found, actor),
    );
    plain(
      { name: 'user.enable', title: 'Enable an account', summarize: ({ username }) => `enable ${username}` },
      (tx, found) => this.enable(tx, found),
    );
    this.changes.register<Reset>({
      ...shared,
      name: 'user.reset_password',
      title: 'Reset a password',
      schema: Reset,
      summarize: ({ username }) => `reset the password of ${username}`,
      run: async (tx, payload, actor) =>
        this.reset(tx, await this.take(tx, payload.id, actor), payload, actor),
    });
    this.changes.register<Account>({
      ...shared,
      name: 'user.end_sessions',
      title: 'End somebody’s sign-ins',
      schema: Account,
      summarize: ({ username }) => `end the sign-ins of ${username}`,
      run: (tx, { id }, actor) => this.endSessions(tx, id, actor),
    });
  }

  async make(
    type: 'user.change' | 'user.disable' | 'user.enable',
    payload: Change,
  ): Promise<Record<string, unknown>> {
    return this.reach.noting(currentContext().actor, 'account', payload, () =>
      this.changes.make(type, payload),
    );
  }

  /** @returns how many ended */
  async endSignIns(payload: Account): Promise<number> {
    const { ended } = await this.reach.noting(currentContext().actor, 'sessions', payload, () =>
      this.changes.make('user.end_sessions', payload),
    );
    return Number(ended);
  }

  /** @returns the new password, which is kept nowhere, and how many sign-ins and keys ended */
  async resetPassword(
    payload: Omit<Reset, 'attempt'>,
  ): Promise<{ password: string; ended: number; keys: number }> {
    const password = oneTimePassword();
    const attempt = newId();
    this.hashes.set(attempt, await this.passwords.hash(password));
    try {
      const { ended, keys } = await this.reach.noting(currentContext().actor, 'password', payload, () =>
        this.changes.make('user.reset_password', { ...payload, attempt }),
      );
      return { password, ended: Number(ended), keys: Number(keys) };
    } finally {
      this.hashes.delete(attempt);
    }
  }

  /** Somebody whose account the actor may change. @throws `not_found`, `belongs_elsewhere`, `beyond_own_rights` */
  private async take(tx: Tx, id: string, actor: Actor): Promise<Target> {
    const found = await this.people.take(tx, id, actor.tenantId);
    if (!found || found.role === null) throw notFound('user', id);
    refuseForeignAccount(actor, found);
    if (found.installationAdmin) refuseUnlessInstallation(actor, `The account of ${found.username}`);
    refuseBeyond(actor, permissionsOf({ ...found, role: found.role }));
    return found;
  }

  /**
   * What somebody is called, and where they get mail: nobody signs in by either, is found by it or is sent anything there
   * that proves who they are, so a key may say it of everybody. What ever becomes part of a sign-in asks `checkReach`.
   */
  private async change(
    tx: Tx,
    found: Target,
    { display_name: displayName, email, installation_admin: installationAdmin }: Change,
    actor: Actor,
  ): Promise<Record<string, unknown>> {
    if (installationAdmin !== undefined)
      refuseUnlessInstallation(actor, 'Saying who administers the installation');
    if (installationAdmin && !found.installationAdmin)
      mustBeThere(actor, this.clock.now(), 'this gives somebody every tenant');
    const before = {
      ...(displayName === undefined ? {} : { display_name: found.displayName }),
      ...(email === undefined ? {} : { email: found.email }),
      ...(installationAdmin === undefined ? {} : { installation_admin: found.installationAdmin }),
    };
    const after = {
      ...(displayName === undefined ? {} : { display_name: displayName }),
      ...(email === undefined ? {} : { email }),
      ...(installationAdmin === undefined ? {} : { installation_admin: installationAdmin }),
    };
    await this.people.change(tx, found.id, { displayName, email, installationAdmin });
    return this.tell(tx, found, new UserChanged(found, before, after));
  }

  private async disable(tx: Tx, found: Target, actor: Actor): Promise<Record<string, unknown>> {
    if (found.state === 'disabled') return { id: found.id };
    await this.people.change(tx, found.id, { state: 'disabled' });
    await this.out.endAll(tx, found, 'disabled', actor);
    return this.tell(tx, found, new UserDisabled(found));
  }

  private async enable(tx: Tx, found: Target): Promise<Record<string, unknown>> {
    if (found.state === 'active') return { id: found.id };
    await this.people.change(tx, found.id, { state: 'active' });
    return this.tell(tx, found, new UserEnabled(found));
  }

  private async reset(
    tx: Tx,
    found: Target,
    { attempt, revoke_keys: revokeKeys }: Reset,
    actor: Actor,
  ): Promise<Record<string, unknown>> {
    const hash = this.hashes.get(attempt);
    if (!hash) throw new Error('A password is reset only by the request for it.');
    // Whoever found a browser that somebody left open would have their account for good.
    if (found.id === actor.id) throw ownAccount('reset the password of');
    await this.checkReach(tx, actor, found);
    mustBeThere(actor, this.clock.now(), 'this hands over somebody else’s account');
    await this.people.setPassword(tx, found.id, { hash, mustChange: true, at: this.clock.now() });
    const ended = await this.out.endAll(tx, found, 'password', actor);
    const keys = revokeKeys ? await this.keys.revoke(tx, found.id, actor) : 0;
    await this.tell(tx, found, new PasswordReset(found, ended, keys));
    return { id: found.id, ended, keys };
  }

  /** Everywhere for an administrator of the installation or of somebody's only tenant, else in the actor's tenant. */
  private async endSessions(tx: Tx, id: string, actor: Actor): Promise<Record<string, unknown>> {
    const found = await this.people.take(tx, id, actor.tenantId);
    if (!found || found.role === null) throw notFound('user', id);
    refuseBeyond(actor, permissionsOf({ ...found, role: found.role }));
    await this.checkReach(tx, actor, found);
    const everywhere = actor.installationAdmin || !found.belongsElsewhere;
    const ended = await this.out.endAll(
      tx,
      found,
      'by_admin',
      actor,
      everywhere ? undefined : actor.tenantId,
    );
    return { id, ended };
  }

  private checkReach(tx: Tx, actor: Actor, found: Target): Promise<void> {
    const permissions = permissionsOf({ ...found, role: found.role! });
    return this.reach.check(tx, actor, { ...found, permissions });
  }

  private async tell(tx: Tx, { id }: Target, signal: Signal): Promise<Record<string, unknown>> {
    await this.signals.record(tx, signal);
    return { id };
  }
}
