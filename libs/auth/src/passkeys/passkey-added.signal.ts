import type { Signal } from '@legator/core';

/** A person proves who they are by one more passkey. */
export class PasskeyAdded implements Signal {
  static readonly type = 'user.passkey_added';
  readonly type = PasskeyAdded.type;
  readonly subject;
  readonly summary: string;
  readonly payload;

  constructor(user: { id: string; name: string }, passkey: { id: string; name: string }) {
    this.subject = { type: 'user', id: user.id };
    this.summary = `${user.name} added the passkey "${passkey.name}"`;
    this.payload = { username: user.name, passkey_id: passkey.id, passkey_name: passkey.name };
  }
}
