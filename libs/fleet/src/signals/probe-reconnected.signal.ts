import type { ProbeStatus } from '@legator/contracts';
import type { Signal } from '@legator/core';

/** A probe that had been offline or degraded is heard again. The connection itself is told by `probe.connected`. */
export class ProbeReconnected implements Signal {
  static readonly type = 'probe.reconnected';
  readonly type = ProbeReconnected.type;
  readonly subject;
  readonly summary;
  readonly payload;
  readonly audit = false;

  constructor(
    readonly probeId: string,
    hostname: string,
    readonly occurredAt: Date,
    previous: ProbeStatus,
  ) {
    this.subject = { type: 'probe', id: probeId };
    this.summary = `${hostname || probeId} is back after being ${previous}.`;
    this.payload = {
      status: 'online',
      previous_status: previous,
      last_seen: occurredAt.toISOString(),
      hostname,
    };
  }
}
