import type { Signal } from '@legator/core';

/** What somebody is in the tenant changed. */
export class MemberChanged implements Signal {
  static readonly type = 'member.changed';
  readonly type = MemberChanged.type;
  readonly subject;
  readonly summary: string;
  readonly payload;
  readonly before;
  readonly after;

  constructor(
    user: { id: string; username: string },
    before: Record<string, unknown>,
    after: Record<string, unknown>,
  ) {
    this.subject = { type: 'user', id: user.id };
    this.summary = `The membership of ${user.username} was changed`;
    this.payload = { username: user.username };
    this.before = before;
    this.after = after;
  }
}
