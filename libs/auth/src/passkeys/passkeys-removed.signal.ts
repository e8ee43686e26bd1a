import type { Signal } from '@legator/core';

/** Passkeys of a person are good for nothing any more: removed by themselves, or by whoever administers people. */
export class PasskeysRemoved implements Signal {
  static readonly type = 'user.passkeys_removed';
  readonly type = PasskeysRemoved.type;
  readonly subject;
  readonly summary: string;
  readonly payload;

  constructor(
    user: { id: string; username: string },
    gone: readonly { id: string; name: string }[],
    left: number,
    by: { id: string; name: string },
  ) {
    const own = by.id === user.id;
    const what = gone.map(({ name }) => `"${name}"`).join(', ');
    this.subject = { type: 'user', id: user.id };
    this.summary = `${by.name} removed ${gone.length === 1 ? 'the passkey' : 'the passkeys'} ${what}${own ? '' : ` of ${user.username}`}`;
    this.payload = {
      username: user.username,
      passkeys: gone.map(({ id, name }) => ({ id, name })),
      left,
      own,
    };
  }
}
