import type { Signal } from '@legator/core';

/** Somebody chose another password for themselves. */
export class PasswordChanged implements Signal {
  static readonly type = 'user.password_changed';
  readonly type = PasswordChanged.type;
  readonly subject;
  readonly summary: string;
  readonly payload;

  constructor(user: { id: string; username: string }, ended: number) {
    this.subject = { type: 'user', id: user.id };
    this.summary = `${user.username} changed their password`;
    this.payload = { username: user.username, sessions_ended: ended };
  }
}
