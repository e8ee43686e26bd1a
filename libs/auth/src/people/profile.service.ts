import { Injectable } from '@nestjs/common';
import type { ChangePassword, ChangeProfile, Profile } from '@legator/contracts';
import { Clock, DomainError, invalidAt, Signals, Transactions } from '@legator/core';
import type { Actor } from '@legator/core';
import type { Origin } from '../sessions/sessions.service.js';
import { sessionOf } from '../sign-in/confirmations.service.js';
import { PasswordRules } from '../sign-in/password-rules.js';
import { Passwords } from '../sign-in/passwords.js';
import { PasswordSignIn } from '../sign-in/password-sign-in.js';
import { SigningOut } from '../sign-in/signing-out.service.js';
import { ProfileStore } from './profile.store.js';
import { PasswordChanged } from './signals/password-changed.signal.js';
import { UserChanged } from './signals/user-changed.signal.js';

/**
 * One's own account. These are no directives: they need no permission, since people who have to choose a password
 * first have none.
 */
@Injectable()
export class ProfileService {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: ProfileStore,
    private readonly proof: PasswordSignIn,
    private readonly rules: PasswordRules,
    private readonly passwords: Passwords,
    private readonly out: SigningOut,
    private readonly signals: Signals,
    private readonly clock: Clock,
  ) {}

  async show(actor: Actor): Promise<Profile> {
    sessionOf(actor);
    return this.transactions.look((tx) => this.store.profile(tx, actor.id));
  }

  async change(actor: Actor, input: ChangeProfile): Promise<Profile> {
    sessionOf(actor);
    await this.transactions.worker(async (tx) => {
      const before = await this.store.change(tx, actor.id, input);
      const user = { id: actor.id, username: actor.name };
      await this.signals.record(tx, new UserChanged(user, before, { ...input }));
    });
    return this.show(actor);
  }

  /**
   * Ends all other sign-ins of the person. @returns how many
   *
   * @throws `wrong_password` (403), `too_many_attempts` (429), `weak_password` or `same_password` (400), `no_password` (409)
   */
  async changePassword(actor: Actor, input: ChangePassword, origin: Origin): Promise<number> {
    sessionOf(actor);
    const old = await this.transactions.look((tx) => this.store.passwordHash(tx, actor.id));
    if (!old) throw noPassword();
    await this.prove(actor, input.current, origin);
    if (input.current.normalize('NFKC') === input.new.normalize('NFKC'))
      throw invalidAt('new', 'is the one that you have. Choose another one.', 'same_password');
    await this.rules.check(input.new, actor.name, 'new');
    const hash = await this.passwords.hash(input.new);
    return this.transactions.worker(async (tx) => {
      const at = this.clock.now();
      // Of two at once, or of one and a reset by an administrator, the first holds.
      if (!(await this.store.replacePassword(tx, actor.id, { old, hash, at }))) throw wrongPassword();
      const user = { id: actor.id, username: actor.name };
      const ended = await this.out.endAll(tx, user, 'password', actor);
      await this.signals.record(tx, new PasswordChanged(user, ended));
      return ended;
    });
  }

  /** A refusal of the sign-in would take the browser to its page; this person is signed in. */
  private async prove(actor: Actor, password: string, origin: Origin): Promise<void> {
    try {
      await this.proof.prove({ username: actor.name, password }, origin);
    } catch (error) {
      throw error instanceof DomainError && error.code === 'sign_in_refused' ? wrongPassword() : error;
    }
  }
}

function wrongPassword(): DomainError {
  return new DomainError('forbidden', 'wrong_password', 'This is not the password that you have now.', {
    details: [{ path: 'current', message: 'is not the password that you have now' }],
  });
}

function noPassword(): DomainError {
  return new DomainError(
    'conflict',
    'no_password',
    'You sign in through a provider and have no password here. Change it there.',
  );
}
