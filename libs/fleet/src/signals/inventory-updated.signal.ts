import type { Signal } from '@legator/core';

/** What a host is made of has changed. */
export class InventoryUpdated implements Signal {
  static readonly type = 'inventory.updated';
  readonly type = InventoryUpdated.type;
  readonly subject;
  readonly summary;
  readonly payload;

  constructor(
    readonly probeId: string,
    hostname: string,
    readonly occurredAt: Date,
    change: { readonly hash: string; readonly changed: readonly string[]; readonly first: boolean },
  ) {
    this.subject = { type: 'probe', id: probeId };
    this.summary = change.first
      ? `${hostname || probeId} sent its first inventory.`
      : `The inventory of ${hostname || probeId} changed: ${change.changed.join(', ')}.`;
    this.payload = { ...change, hostname };
  }
}
