import type { Signal } from '@legator/core';

/** Whoever may log in to the server gave somebody a new password. */
export class AccountRecovered implements Signal {
  static readonly type = 'user.recovered';
  readonly type = AccountRecovered.type;
  readonly subject;
  readonly summary: string;
  readonly payload;

  constructor(
    user: { id: string; username: string },
    what: { passkeysRemoved: number; sessionsEnded: number; wasDisabled: boolean },
  ) {
    this.subject = { type: 'user', id: user.id };
    this.summary = `${user.username} got a new password at the server`;
    this.payload = {
      username: user.username,
      passkeys_removed: what.passkeysRemoved,
      sessions_ended: what.sessionsEnded,
      was_disabled: what.wasDisabled,
    };
  }
}
