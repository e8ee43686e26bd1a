import type { Signal } from '@legator/core';

/** There is another tenant. */
export class TenantCreated implements Signal {
  static readonly type = 'tenant.created';
  readonly type = TenantCreated.type;
  readonly subject;
  readonly summary: string;
  readonly payload;
  readonly after;

  constructor(tenant: { id: string; name: string }, after: Record<string, unknown>) {
    this.subject = { type: 'tenant', id: tenant.id };
    this.summary = `The tenant ${tenant.name} was made`;
    this.payload = { name: tenant.name };
    this.after = after;
  }
}
