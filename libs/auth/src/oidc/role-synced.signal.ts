import type { Signal } from '@legator/core';

/** The provider says that somebody has another role than before; also when they could not lose the one they had. */
export class RoleSynced implements Signal {
  static readonly type = 'user.role_synced';
  readonly type = RoleSynced.type;
  readonly subject;
  readonly summary: string;
  readonly payload;

  constructor(
    user: { id: string; username: string },
    change: { from: string | null; to: string; value: string | null; kept: boolean },
  ) {
    this.subject = { type: 'user', id: user.id };
    this.summary = change.kept
      ? `WARNING: ${user.username} stays ${change.from}, although the provider says ${change.to}: nobody else administers this tenant, or the installation`
      : `${user.username} is ${change.to} now${change.from ? `, no longer ${change.from}` : ''}, as the provider says`;
    this.payload = {
      username: user.username,
      from: change.from,
      to: change.to,
      claim_value: change.value,
      last_admin_kept: change.kept,
    };
  }
}
