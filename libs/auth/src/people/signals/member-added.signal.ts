import type { Signal } from '@legator/core';

/** Somebody who has an account belongs to this tenant now. */
export class MemberAdded implements Signal {
  static readonly type = 'member.added';
  readonly type = MemberAdded.type;
  readonly subject;
  readonly summary: string;
  readonly payload;
  readonly after;

  constructor(
    user: { id: string; username: string },
    role: string,
    how: 'added' | 'own' | 'invitation' | 'founder',
  ) {
    this.subject = { type: 'user', id: user.id };
    this.summary =
      how === 'own'
        ? `${user.username} administers the installation and made themselves ${role} of this tenant`
        : `${user.username} joined as ${role}`;
    this.payload = { username: user.username, role, how };
    this.after = { role, state: 'active' };
  }
}
