import type { Signal } from '@legator/core';

/** A second connection of the same probe took the place of the first. Two hosts may be sharing one identity. */
export class ProbeReplaced implements Signal {
  static readonly type = 'probe.replaced';
  readonly type = ProbeReplaced.type;
  readonly subject;
  readonly summary;
  readonly payload;

  constructor(
    readonly probeId: string,
    hostname: string,
    readonly occurredAt: Date,
    addresses: { readonly old_address: string; readonly new_address: string },
  ) {
    this.subject = { type: 'probe', id: probeId };
    this.summary = `${hostname || probeId} connected again from ${addresses.new_address || 'an unknown address'} while its connection from ${addresses.old_address || 'an unknown address'} was open.`;
    this.payload = { ...addresses, hostname };
  }
}
