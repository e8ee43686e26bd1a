import type { Signal } from '@legator/core';

/** A passkey has another name. */
export class PasskeyRenamed implements Signal {
  static readonly type = 'user.passkey_renamed';
  readonly type = PasskeyRenamed.type;
  readonly subject;
  readonly summary: string;
  readonly payload;
  readonly before;
  readonly after;

  constructor(user: { id: string; name: string }, id: string, from: string, to: string) {
    this.subject = { type: 'user', id: user.id };
    this.summary = `${user.name} renamed the passkey "${from}" to "${to}"`;
    this.payload = { username: user.name, passkey_id: id };
    this.before = { name: from };
    this.after = { name: to };
  }
}
