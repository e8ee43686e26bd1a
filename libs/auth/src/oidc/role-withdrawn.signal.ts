import type { Signal } from '@legator/core';

/** The provider gives somebody no role any more. They are signed out, and out of the tenant until it gives one again. */
export class RoleWithdrawn implements Signal {
  static readonly type = 'user.role_withdrawn';
  readonly type = RoleWithdrawn.type;
  readonly subject;
  readonly summary: string;
  readonly payload;

  constructor(
    user: { id: string; username: string },
    lost: { from: string | null; sessions: number; kept: boolean },
  ) {
    this.subject = { type: 'user', id: user.id };
    this.summary = lost.kept
      ? `WARNING: ${user.username} stays ${lost.from}, although the provider gives them no role: nobody else administers`
      : `${user.username} has no role any more, as the provider says`;
    this.payload = {
      username: user.username,
      from: lost.from,
      sessions: lost.sessions,
      last_admin_kept: lost.kept,
    };
  }
}
