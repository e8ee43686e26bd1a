import type { Signal } from '@legator/core';

/** What of somebody it was about. */
export type Reached = 'password' | 'passkeys' | 'sessions' | 'account' | 'rights';

/** Whose it was: of a person, of whoever is invited, or of everybody with a role. */
export interface Concerned {
  readonly id: string;
  readonly username: string;
  readonly type?: 'user' | 'invitation' | 'role';
}

/** A key tried to get at the account or the rights of somebody whom it does not reach. */
export class KeyOverreached implements Signal {
  static readonly type = 'auth.key_overreached';
  readonly type = KeyOverreached.type;
  readonly subject;
  readonly summary: string;
  readonly payload;

  constructor(
    key: { id: string; name: string },
    what: Reached,
    { type = 'user', id, username }: Concerned,
    code: string,
  ) {
    this.subject = { type, id };
    this.summary = `The key ${key.name} was refused the ${what} of ${username}`;
    this.payload = { key_id: key.id, key_name: key.name, username, what, reason: code };
  }
}
