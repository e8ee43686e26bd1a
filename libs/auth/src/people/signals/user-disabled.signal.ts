import type { Signal } from '@legator/core';

/** Somebody can sign in nowhere any more; what they were signed in to has ended. */
export class UserDisabled implements Signal {
  static readonly type = 'user.disabled';
  readonly type = UserDisabled.type;
  readonly subject;
  readonly summary: string;
  readonly payload;
  readonly before;
  readonly after;

  constructor(user: { id: string; username: string }) {
    this.subject = { type: 'user', id: user.id };
    this.summary = `${user.username} was disabled`;
    this.payload = { username: user.username };
    this.before = { state: 'active' };
    this.after = { state: 'disabled' };
  }
}
