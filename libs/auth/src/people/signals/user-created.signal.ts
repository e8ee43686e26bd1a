import type { Signal } from '@legator/core';

/** There is somebody new. */
export class UserCreated implements Signal {
  static readonly type = 'user.created';
  readonly type = UserCreated.type;
  readonly subject;
  readonly summary: string;
  readonly payload;
  readonly after;

  constructor(user: { id: string; username: string }, after: Record<string, unknown>) {
    this.subject = { type: 'user', id: user.id };
    this.summary = `${user.username} was added`;
    this.payload = { username: user.username };
    this.after = after;
  }
}
