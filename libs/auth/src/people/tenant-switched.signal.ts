import type { Signal } from '@legator/core';

/** A person works in another of their tenants from now on. */
export class TenantSwitched implements Signal {
  static readonly type = 'auth.tenant_switched';
  readonly type = TenantSwitched.type;
  readonly subject;
  readonly summary: string;
  readonly payload;

  constructor(user: { id: string; name: string }, from: string, to: string) {
    this.subject = { type: 'user', id: user.id };
    this.summary = `${user.name} works in ${to} now`;
    this.payload = { from, to };
  }
}
