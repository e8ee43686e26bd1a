import { Injectable } from '@nestjs/common';
import type { AcceptInvitation } from '@legator/contracts';
import { DomainError, invalidAt } from '@legator/core';
import type { Actor } from '@legator/core';
import type { OpenedSession, Origin } from '../sessions/sessions.service.js';
import { sessionOf } from '../sign-in/confirmations.service.js';
import { PasswordRules } from '../sign-in/password-rules.js';
import { Passwords } from '../sign-in/passwords.js';
import { SignIn } from '../sign-in/sign-in.service.js';
import { Joining } from './joining.js';
import { OpenInvitations } from './open-invitations.js';

/** Somebody comes with the link of an invitation. */
@Injectable()
export class Acceptance {
  constructor(
    private readonly open: OpenInvitations,
    private readonly joining: Joining,
    private readonly rules: PasswordRules,
    private readonly passwords: Passwords,
    private readonly signIn: SignIn,
  ) {}

  /** @returns the sign-in of a new account, or none for somebody who joins with the one they have */
  async accept(
    actor: Actor | undefined,
    input: AcceptInvitation,
    origin: Origin,
  ): Promise<{ tenantId: string; opened?: OpenedSession }> {
    return this.open.noting(actor, origin.address, async () => {
      // Throttled, and before anything is worked out for somebody who has no invitation.
      await this.open.find(input.token, origin.address);
      return actor ? this.asMember(actor, input) : this.asNewcomer(input, origin);
    });
  }

  private async asMember(actor: Actor, input: AcceptInvitation): Promise<{ tenantId: string }> {
    sessionOf(actor);
    if (input.username !== undefined || input.password !== undefined)
      throw invalidAt('username', 'You are signed in. Sign out first to make another account.', 'signed_in');
    return { tenantId: await this.joining.asMember(input.token, actor) };
  }

  private async asNewcomer(
    { token, username: given, display_name: displayName, password }: AcceptInvitation,
    origin: Origin,
  ): Promise<{ tenantId: string; opened: OpenedSession }> {
    if (given === undefined) throw invalidAt('username', 'is needed for a new account');
    if (password === undefined) throw invalidAt('password', 'is needed for a new account');
    const username = given.normalize('NFKC');
    await this.rules.check(password, username);
    if (this.passwords.crowded) {
      throw new DomainError('unavailable', 'busy', 'Too many people sign in right now. Try again.', {
        retryAfter: 2,
      });
    }
    const passwordHash = await this.passwords.hash(password);
    const who = { username, displayName: displayName ?? username, passwordHash };
    const user = await this.joining.asNewcomer(token, who, origin.address);
    const opened = await this.signIn.complete(
      user,
      { method: 'invitation', confirmedBy: 'password' },
      origin,
    );
    return { tenantId: user.tenantId, opened };
  }
}
