import type { Signal } from '@legator/core';

/** A tenant is closed for good; what its trail says is kept. */
export class TenantRemoved implements Signal {
  static readonly type = 'tenant.removed';
  readonly type = TenantRemoved.type;
  readonly subject;
  readonly summary: string;
  readonly payload;
  readonly after;

  constructor(tenant: { id: string; name: string }) {
    this.subject = { type: 'tenant', id: tenant.id };
    this.summary = `The tenant ${tenant.name} was removed`;
    this.payload = { name: tenant.name };
    this.after = { state: 'archived' };
  }
}
