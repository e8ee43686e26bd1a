import type { Health } from '@legator/contracts';
import type { Signal } from '@legator/core';

/** A host is so busy or full that its health fell below 50. */
export class ProbeDegraded implements Signal {
  static readonly type = 'probe.degraded';
  readonly type = ProbeDegraded.type;
  readonly subject;
  readonly summary;
  readonly payload;

  constructor(
    readonly probeId: string,
    hostname: string,
    readonly occurredAt: Date,
    health: Health,
  ) {
    const reasons = health.warnings?.join(', ') ?? '';
    this.subject = { type: 'probe', id: probeId };
    this.summary = `${hostname || probeId} is degraded${reasons ? `: ${reasons}` : ''}.`;
    this.payload = { status: 'degraded', health, hostname };
  }
}
