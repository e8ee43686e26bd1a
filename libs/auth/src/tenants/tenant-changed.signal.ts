import type { Signal } from '@legator/core';

/** A tenant has another name, address or state; in one that is suspended nobody is signed in. */
export class TenantChanged implements Signal {
  static readonly type = 'tenant.changed';
  readonly type = TenantChanged.type;
  readonly subject;
  readonly summary: string;
  readonly payload;
  readonly before;
  readonly after;

  constructor(
    tenant: { id: string; name: string },
    before: Record<string, unknown>,
    after: Record<string, unknown>,
  ) {
    this.subject = { type: 'tenant', id: tenant.id };
    this.summary = `The tenant ${tenant.name} was ${after['state'] === 'suspended' ? 'suspended' : 'changed'}`;
    const { state } = after;
    this.payload = {
      name: tenant.name,
      fields: Object.keys(after),
      ...(state === undefined ? {} : { state }),
    };
    this.before = before;
    this.after = after;
  }
}
