import { Injectable } from '@nestjs/common';
import type { Tx } from '@legator/core';

/** How many requests about each of these probes wait for a person, in the transaction's tenant; none may be left out. */
export type WaitingByProbe = (tx: Tx, probeIds: readonly string[]) => Promise<ReadonlyMap<string, number>>;

/** Where the room that keeps approvals, which stands above this one, says what waits. Nobody does: nothing waits. */
@Injectable()
export class WaitingApprovals {
  private source: WaitingByProbe | undefined;

  /** Called once; a second one is a mistake in the wiring. */
  readFrom(source: WaitingByProbe): void {
    if (this.source) throw new Error('Two rooms say which approvals wait.');
    this.source = source;
  }

  async of(tx: Tx, probeIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return this.source && probeIds.length > 0 ? this.source(tx, probeIds) : new Map();
  }
}
