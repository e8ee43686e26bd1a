import type { Signal } from '@legator/core';

/** A probe was taken out of the fleet. What it did stays on the timeline and in the trail. */
export class ProbeDeleted implements Signal {
  static readonly type = 'probe.deleted';
  readonly type = ProbeDeleted.type;
  readonly audit = 'probe.deregistered';
  readonly subject;
  readonly summary;
  readonly payload;

  constructor(
    readonly probeId: string,
    hostname: string,
    reason: 'asked' | 'cleanup',
    readonly before: unknown,
  ) {
    this.subject = { type: 'probe', id: probeId };
    this.summary = `${hostname || probeId} was removed from the fleet${reason === 'cleanup' ? ' by cleaning up' : ''}.`;
    this.payload = { hostname, reason };
  }
}
