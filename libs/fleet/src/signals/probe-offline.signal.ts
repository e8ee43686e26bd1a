import type { Signal } from '@legator/core';

/** Nothing is heard of a probe any more. Once for each time it goes. */
export class ProbeOffline implements Signal {
  static readonly type = 'probe.offline';
  readonly type = ProbeOffline.type;
  readonly subject;
  readonly summary;
  readonly payload;

  constructor(
    readonly probeId: string,
    hostname: string,
    readonly occurredAt: Date,
    seen: { readonly last_seen: string | null; readonly previous_status: string },
  ) {
    this.subject = { type: 'probe', id: probeId };
    this.summary = `${hostname || probeId} is offline.`;
    this.payload = { status: 'offline', ...seen, hostname };
  }
}
