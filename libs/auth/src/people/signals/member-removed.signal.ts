import type { Signal } from '@legator/core';

/** Somebody does not belong to this tenant any more; their account goes when it belonged nowhere else. */
export class MemberRemoved implements Signal {
  static readonly type = 'member.removed';
  readonly type = MemberRemoved.type;
  readonly subject;
  readonly summary: string;
  readonly payload;
  readonly before;

  constructor(user: { id: string; username: string }, role: string, account: 'removed' | 'kept') {
    this.subject = { type: 'user', id: user.id };
    this.summary = `${user.username} left the tenant`;
    this.payload = { username: user.username, account };
    this.before = { role };
  }
}
