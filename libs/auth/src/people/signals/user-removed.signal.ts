import type { Signal } from '@legator/core';

/** Somebody belongs to the tenant no more; their account goes with it when it belonged nowhere else. */
export class UserRemoved implements Signal {
  static readonly type = 'user.removed';
  readonly type = UserRemoved.type;
  readonly subject;
  readonly summary: string;
  readonly payload;
  readonly before;

  constructor(user: { id: string; username: string }, role: string, account: 'removed' | 'kept') {
    this.subject = { type: 'user', id: user.id };
    this.summary = `${user.username} was removed`;
    this.payload = { username: user.username, account };
    this.before = { role };
  }
}
