import { Injectable } from '@nestjs/common';
import { DomainError, Transactions } from '@legator/core';
import { UsersStore } from '../people/users.store.js';
import type { SigningUser } from '../people/users.store.js';
import type { OpenedSession, Origin } from '../sessions/sessions.service.js';
import type { SessionKind } from '../sessions/sessions.store.js';
import { Attempts } from './attempts.js';
import { Passwords } from './passwords.js';
import { SignIn } from './sign-in.service.js';

/** By name and password. Says no in the same words and the same time whichever of the two was wrong. */
@Injectable()
export class PasswordSignIn {
  constructor(
    private readonly transactions: Transactions,
    private readonly users: UsersStore,
    private readonly passwords: Passwords,
    private readonly attempts: Attempts,
    private readonly signIn: SignIn,
  ) {}

  /**
   * Whoever it is, by their password alone; a second factor is the caller's question.
   *
   * @throws `too_many_attempts` (429), `busy` (503) or `sign_in_refused` (401)
   */
  async prove(
    { username, password }: { username: string; password: string },
    origin: Origin,
  ): Promise<SigningUser> {
    await this.attempts.admit(username, origin.address);
    if (this.passwords.crowded) {
      throw new DomainError('unavailable', 'busy', 'Too many people sign in right now. Try again.', {
        retryAfter: 2,
      });
    }
    const user = await this.transactions.look((tx) => this.users.byUsername(tx, username));
    const right = await this.passwords.verify(user?.passwordHash, password);
    // Of many that are asked at once, those that come too late learn nothing, right or wrong.
    await this.attempts.admit(username, origin.address);
    if (user && right && user.state === 'active') {
      await this.attempts.succeeded(username, origin.address);
      return user;
    }
    const blocked = await this.attempts.failed(username, origin.address);
    const reason = !user ? 'unknown_user' : right ? 'disabled' : 'wrong_password';
    return this.signIn.refuse(user ?? username, { method: 'password', reason, blocked }, origin);
  }

  /** Proof and session at once, for people without a second factor. */
  async open(user: SigningUser, origin: Origin, kind: SessionKind = 'browser'): Promise<OpenedSession> {
    return this.signIn.complete(user, { method: 'password', confirmedBy: 'password', kind }, origin);
  }
}
