import type { Level } from '@legator/contracts';
import type { Signal } from '@legator/core';

export interface WhatHolds {
  readonly level: Level;
  readonly policies: readonly string[];
  readonly revision: number;
}

/** A probe has to go by other policies than before. Upstream's name for it. */
export class PolicyChanged implements Signal {
  static readonly type = 'policy.changed';
  readonly type = PolicyChanged.type;
  readonly subject;
  readonly summary: string;
  readonly payload;

  constructor(
    probeId: string,
    hostname: string,
    readonly before: WhatHolds | undefined,
    readonly after: WhatHolds,
  ) {
    this.subject = { type: 'probe', id: probeId };
    const by = after.policies.join(' and ') || 'no policy';
    this.summary = `${hostname || probeId} goes by ${by} now: ${after.level} runs there without a person.`;
    this.payload = { probe_id: probeId, ...after };
  }
}
