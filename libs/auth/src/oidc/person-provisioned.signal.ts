import type { Signal } from '@legator/core';

/** Somebody signed in by the provider for the first time, and has an account here now. */
export class PersonProvisioned implements Signal {
  static readonly type = 'user.provisioned';
  readonly type = PersonProvisioned.type;
  readonly subject;
  readonly summary: string;
  readonly payload;

  constructor(
    user: { id: string; username: string },
    from: { issuer: string; subject: string; wanted: string; role: string },
  ) {
    this.subject = { type: 'user', id: user.id };
    this.summary = `${user.username} has an account now, as ${from.role}, by the sign-in of the provider`;
    this.payload = {
      username: user.username,
      ...(from.wanted === user.username ? {} : { username_wanted: from.wanted }),
      issuer: from.issuer,
      subject: from.subject,
      role: from.role,
    };
  }
}
