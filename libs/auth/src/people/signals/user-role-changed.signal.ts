import type { Signal } from '@legator/core';

/** Somebody may do other things in the tenant than before. */
export class UserRoleChanged implements Signal {
  static readonly type = 'user.role_changed';
  readonly type = UserRoleChanged.type;
  readonly subject;
  readonly summary: string;
  readonly payload;
  readonly before;
  readonly after;

  constructor(user: { id: string; username: string }, before: string, after: string) {
    this.subject = { type: 'user', id: user.id };
    this.summary = `${user.username} became ${after}, and was ${before}`;
    this.payload = { username: user.username, from: before, to: after };
    this.before = { role: before };
    this.after = { role: after };
  }
}
