import type { Signal } from '@legator/core';

/** Somebody got a password for one time from an administrator. */
export class PasswordReset implements Signal {
  static readonly type = 'user.password_reset';
  readonly type = PasswordReset.type;
  readonly subject;
  readonly summary: string;
  readonly payload;

  constructor(user: { id: string; username: string }, ended: number, keys: number) {
    this.subject = { type: 'user', id: user.id };
    this.summary = `The password of ${user.username} was reset`;
    this.payload = { username: user.username, sessions_ended: ended, keys_revoked: keys };
  }
}
