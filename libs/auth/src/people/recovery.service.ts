import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, DomainError, Signals, systemActor, Transactions } from '@legator/core';
import { DEFAULT_TENANT } from '../local-actor.js';
import { Passwords } from '../sign-in/passwords.js';
import { SigningOut } from '../sign-in/signing-out.service.js';
import { AccountRecovered } from './account-recovered.signal.js';
import { UsersStore } from './users.store.js';

/** The way back in for whoever lost their password or their passkey, by those who may log in to the server. */
@Injectable()
export class Recovery {
  constructor(
    private readonly transactions: Transactions,
    private readonly users: UsersStore,
    private readonly passwords: Passwords,
    private readonly out: SigningOut,
    private readonly signals: Signals,
    private readonly clock: Clock,
  ) {}

  /**
   * Gives somebody a password that has to be changed at the first use, ends their sign-ins and enables the account.
   * Passkeys stay unless they are to go: with one left, the password alone opens nothing.
   *
   * @throws `not_found` when nobody has that name
   */
  async recover(username: string, { removePasskeys }: { removePasskeys: boolean }): Promise<string> {
    const password = randomBytes(15).toString('base64url');
    const passwordHash = await this.passwords.hash(password);
    await this.transactions.worker(async (tx) => {
      const user = await this.users.byUsername(tx, username);
      if (!user) throw new DomainError('not_found', 'not_found', `Nobody is called ${username}.`);
      await tx.query(
        `update auth_user set password_hash = $2, password_changed_at = $3, must_change_password = true, state = 'active' where id = $1`,
        [user.id, passwordHash, this.clock.now()],
      );
      const passkeysRemoved = removePasskeys ? user.passkeys : 0;
      if (removePasskeys) await tx.query('delete from auth_passkey where user_id = $1', [user.id]);
      const [tenant] = await this.users.tenantsOf(tx, user.id);
      const actor = systemActor(tenant?.id ?? DEFAULT_TENANT, 'server-console');
      const sessionsEnded = await this.out.endAll(tx, user, 'password', actor);
      const what = { passkeysRemoved, sessionsEnded, wasDisabled: user.state === 'disabled' };
      await this.signals.recordAll(tx, [{ signal: new AccountRecovered(user, what), context: { actor } }]);
    });
    return password;
  }
}
