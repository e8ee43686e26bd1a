import type { Signal } from '@legator/core';

/** A probe opened its connection. Recorded once for each connection, never for a heartbeat. */
export class ProbeConnected implements Signal {
  static readonly type = 'probe.connected';
  readonly type = ProbeConnected.type;
  readonly subject;
  readonly summary;
  readonly payload;

  constructor(
    readonly probeId: string,
    hostname: string,
    readonly occurredAt: Date,
    link: { readonly address: string; readonly version: string; readonly protocol: number },
  ) {
    this.subject = { type: 'probe', id: probeId };
    this.summary = `${hostname || probeId} connected from ${link.address || 'an unknown address'}.`;
    this.payload = { status: 'online', last_seen: occurredAt.toISOString(), hostname, ...link };
  }
}
