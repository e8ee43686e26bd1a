import type { Signal } from '@legator/core';

/** Somebody signed in. */
export class SignedInFact implements Signal {
  static readonly type = 'auth.login';
  readonly type = SignedInFact.type;
  readonly subject;
  readonly summary: string;
  readonly payload;

  constructor(
    user: { id: string; username: string },
    how: { method: string; sessionId: string; kind: string; userAgent: string },
  ) {
    this.subject = { type: 'user', id: user.id };
    this.summary = `${user.username} signed in by ${how.method}`;
    this.payload = {
      username: user.username,
      method: how.method,
      session_id: how.sessionId,
      kind: how.kind,
      user_agent: how.userAgent.slice(0, 300),
    };
  }
}
