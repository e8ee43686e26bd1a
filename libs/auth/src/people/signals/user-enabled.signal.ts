import type { Signal } from '@legator/core';

/** Somebody who was disabled may sign in again. */
export class UserEnabled implements Signal {
  static readonly type = 'user.enabled';
  readonly type = UserEnabled.type;
  readonly subject;
  readonly summary: string;
  readonly payload;
  readonly before;
  readonly after;

  constructor(user: { id: string; username: string }) {
    this.subject = { type: 'user', id: user.id };
    this.summary = `${user.username} was enabled again`;
    this.payload = { username: user.username };
    this.before = { state: 'disabled' };
    this.after = { state: 'active' };
  }
}
