import type { Health } from '@legator/contracts';
import type { Signal } from '@legator/core';

/** A degraded host has room again: its health is 50 or more. */
export class ProbeRecovered implements Signal {
  static readonly type = 'probe.recovered';
  readonly type = ProbeRecovered.type;
  readonly subject;
  readonly summary;
  readonly payload;

  constructor(
    readonly probeId: string,
    hostname: string,
    readonly occurredAt: Date,
    health: Health,
  ) {
    this.subject = { type: 'probe', id: probeId };
    this.summary = `${hostname || probeId} has recovered; its health is ${health.score}.`;
    this.payload = { status: 'online', health, hostname };
  }
}
