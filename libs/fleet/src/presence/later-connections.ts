import { Injectable } from '@nestjs/common';
import type { Tx } from '@legator/core';
import { LinkedProbes } from './linked-probes.js';
import { LinkStore } from './link.store.js';
import type { PresentProbe } from './presence.js';

/** Whether a probe has connected again: what it said before that is no longer how it stands. */
@Injectable()
export class LaterConnections {
  constructor(
    private readonly linked: LinkedProbes,
    private readonly store: LinkStore,
  ) {}

  /** Known here at once; of other replicas as soon as they have written it down, about a second later. */
  async existSince(tx: Tx, { probeId }: PresentProbe, at: Date): Promise<boolean> {
    const here = this.linked.get(probeId)?.since ?? 0;
    return here > at.getTime() || (await this.store.connectedAfter(tx, probeId, at));
  }
}
