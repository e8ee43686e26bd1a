import type { Signal } from '@legator/core';
import { described } from './service-account.js';
import type { ServiceAccount } from './service-account.js';

/** An account for a program is gone, and its keys with it. */
export class ServiceAccountRemoved implements Signal {
  static readonly type = 'service_account.removed';
  readonly type = ServiceAccountRemoved.type;
  readonly subject;
  readonly alsoAbout;
  readonly summary: string;
  readonly payload;
  readonly before;

  constructor(account: ServiceAccount, revoked: readonly { id: string; name: string }[]) {
    this.subject = { type: 'service.account', id: account.id };
    this.alsoAbout = revoked.map(({ id }) => ({ type: 'api.key', id }));
    this.summary = `The service account ${account.name} was removed, and its keys were revoked`;
    this.payload = { name: account.name, revoked_keys: revoked.map(({ id }) => id) };
    this.before = described(account);
  }
}
