import type { Signal } from '@legator/core';

/** A sign-in ended before its time: by its person, or by somebody who may. */
export class SignedOut implements Signal {
  static readonly type = 'auth.logout';
  readonly type = SignedOut.type;
  readonly subject;
  readonly summary: string;
  readonly payload;

  constructor(
    user: { id: string; username: string },
    how: {
      sessions: readonly string[];
      reason:
        'own' | 'everywhere' | 'by_admin' | 'password' | 'disabled' | 'removed' | 'provider' | 'replaced';
    },
  ) {
    this.subject = { type: 'user', id: user.id };
    this.summary =
      how.reason === 'own' ? `${user.username} signed out` : `Sign-ins of ${user.username} were ended`;
    this.payload = { username: user.username, sessions: how.sessions.slice(0, 50), reason: how.reason };
  }
}
