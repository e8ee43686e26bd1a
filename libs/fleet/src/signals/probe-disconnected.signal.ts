import type { Signal } from '@legator/core';

/** The connection of a probe ended. Whether the host is gone is told by `probe.offline`. */
export class ProbeDisconnected implements Signal {
  static readonly type = 'probe.disconnected';
  readonly type = ProbeDisconnected.type;
  readonly subject;
  readonly summary;
  readonly payload;

  constructor(
    readonly probeId: string,
    hostname: string,
    readonly occurredAt: Date,
    how: { readonly status: string; readonly reason: 'closed' | 'gone'; readonly last_seen: string | null },
  ) {
    this.subject = { type: 'probe', id: probeId };
    this.summary = `${hostname || probeId} ${how.reason === 'gone' ? 'went silent' : 'disconnected'}.`;
    this.payload = { ...how, hostname };
  }
}
