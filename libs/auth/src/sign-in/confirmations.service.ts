import { Injectable } from '@nestjs/common';
import { Clock, DomainError, Transactions } from '@legator/core';
import type { Actor } from '@legator/core';
import { UsersStore } from '../people/users.store.js';
import type { Origin } from '../sessions/sessions.service.js';
import { Sessions } from '../sessions/sessions.service.js';
import { SessionsStore } from '../sessions/sessions.store.js';
import type { Confirmation } from '../sessions/sessions.store.js';
import { PasswordSignIn } from './password-sign-in.js';

/** Somebody who is signed in proves again that it is them. */
@Injectable()
export class Confirmations {
  constructor(
    private readonly transactions: Transactions,
    private readonly users: UsersStore,
    private readonly passwords: PasswordSignIn,
    private readonly sessions: Sessions,
    private readonly store: SessionsStore,
    private readonly clock: Clock,
  ) {}

  /** @throws `sign_in_refused`, `too_many_attempts`, or `passkey_needed` (403) for people who have one */
  async byPassword(actor: Actor, password: string, origin: Origin): Promise<Date> {
    const session = sessionOf(actor);
    const user = await this.transactions.look((tx) => this.users.byId(tx, actor.id));
    if (user && user.passkeys > 0) {
      throw new DomainError('forbidden', 'passkey_needed', 'You have a passkey: confirm with it.');
    }
    await this.passwords.prove({ username: actor.name, password }, origin);
    return this.note(session.id, 'password');
  }

  /** Writes down that somebody was there just now. */
  async note(sessionId: string, by: Confirmation): Promise<Date> {
    const at = this.clock.now();
    await this.transactions.worker(async (tx) => {
      await this.store.confirm(tx, sessionId, by, at);
      this.sessions.forgetAfter(tx);
    });
    return at;
  }
}

/** @throws `people_only` (403) for keys, and where sign-in is off */
export function sessionOf({ session }: Actor): NonNullable<Actor['session']> {
  if (session) return session;
  throw new DomainError('forbidden', 'people_only', 'This is for people who are signed in, not for keys.');
}
