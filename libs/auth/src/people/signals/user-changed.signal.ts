import type { Signal } from '@legator/core';

/** What is known about somebody changed: their name, address, or whether they administer the installation. */
export class UserChanged implements Signal {
  static readonly type = 'user.changed';
  readonly type = UserChanged.type;
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
    this.summary = `The account of ${user.username} was changed`;
    this.payload = { username: user.username, fields: Object.keys(after) };
    this.before = before;
    this.after = after;
  }
}
