import type { Signal } from '@legator/core';

/** A passkey answered with an older count than before: there may be a copy of it. It was refused. */
export class PasskeyCounterBack implements Signal {
  static readonly type = 'user.passkey_copied';
  readonly type = PasskeyCounterBack.type;
  readonly subject;
  readonly summary: string;
  readonly payload;

  constructor(
    user: { id: string; username: string },
    passkey: { id: string; name: string; counter: number },
    counter: number,
  ) {
    this.subject = { type: 'user', id: user.id };
    this.summary = `The passkey "${passkey.name}" of ${user.username} counted backwards: there may be a copy of it`;
    this.payload = {
      username: user.username,
      passkey_id: passkey.id,
      passkey_name: passkey.name,
      counter,
      expected_above: passkey.counter,
    };
  }
}
