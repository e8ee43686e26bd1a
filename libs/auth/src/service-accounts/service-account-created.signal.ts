import type { Signal } from '@legator/core';
import { described } from './service-account.js';
import type { AccountRights, ServiceAccount } from './service-account.js';

/** There is an account for a program. It gets keys one by one. */
export class ServiceAccountCreated implements Signal {
  static readonly type = 'service_account.created';
  readonly type = ServiceAccountCreated.type;
  readonly subject;
  readonly summary: string;
  readonly payload;
  readonly after;

  constructor(account: Pick<ServiceAccount, 'id' | 'name' | 'description' | 'disabledAt'> & AccountRights) {
    this.subject = { type: 'service.account', id: account.id };
    this.summary = `The service account ${account.name} was created`;
    this.payload = described(account);
    this.after = this.payload;
  }
}
