import type { TenantLimitNumbers } from '@legator/contracts';
import type { Signal } from '@legator/core';

/** Who runs the installation gave a tenant more room, or less. */
export class TenantLimitsChanged implements Signal {
  static readonly type = 'tenant.limits_changed';
  readonly type = TenantLimitsChanged.type;
  readonly subject;
  readonly summary = 'The limits of the tenant were changed';
  readonly payload;

  constructor(
    tenantId: string,
    readonly before: TenantLimitNumbers,
    readonly after: TenantLimitNumbers,
  ) {
    this.subject = { type: 'tenant', id: tenantId };
    this.payload = { before, after };
  }
}
