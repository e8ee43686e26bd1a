import type { Signal } from '@legator/core';
import { described } from './service-account.js';
import type { AccountRights, ServiceAccount } from './service-account.js';

type Account = Pick<ServiceAccount, 'id' | 'name' | 'description' | 'disabledAt'> & AccountRights;

/** An account for a program is called otherwise, may do other things, or was switched off or on. */
export class ServiceAccountChanged implements Signal {
  static readonly type = 'service_account.changed';
  readonly type = ServiceAccountChanged.type;
  readonly subject;
  readonly summary: string;
  readonly payload;
  readonly before;
  readonly after;

  constructor(before: Account, after: Account) {
    this.subject = { type: 'service.account', id: after.id };
    this.summary = `The service account ${after.name} was ${whatHappened(before, after)}`;
    this.before = described(before);
    this.after = described(after);
    this.payload = this.after;
  }
}

function whatHappened(before: Account, after: Account): string {
  if (!before.disabledAt === !after.disabledAt) return 'changed';
  return after.disabledAt ? 'disabled' : 'enabled';
}
