import { Injectable } from '@nestjs/common';
import type { Hello } from '@legator/contracts';
import { Clock, Transactions } from '@legator/core';
import { LaterConnections } from '@legator/fleet';
import { Delivery } from './delivery.service.js';
import type { Dispatch, GivenUp, ReportingProbe } from './dispatch.js';
import { DispatchesStore } from './dispatches.store.js';
import { Endings } from './endings.service.js';

/** Brings what we believe of a probe's commands in line with what it says when it connects. */
@Injectable()
export class Reconcile {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: DispatchesStore,
    private readonly endings: Endings,
    private readonly delivery: Delivery,
    private readonly later: LaterConnections,
    private readonly clock: Clock,
  ) {}

  /**
   * Before a probe is welcomed, so that nothing sent on this connection can be mistaken for something lost. What it
   * took and neither runs nor has a result for has no end that anybody knows. A hello from before a newer connection
   * knows nothing of what was sent there, so it loses nothing.
   */
  greeted(
    probe: ReportingProbe,
    hello: Pick<Hello, 'running' | 'unacknowledged'>,
    heard: Date,
  ): Promise<void> {
    const alive = new Set([...hello.running, ...hello.unacknowledged]);
    return this.transactions.worker(async (tx) => {
      const open = await this.store.openFor(tx, probe.probeId);
      const lost = open.flatMap((dispatch) => lossOf(dispatch, alive));
      // Asked with the rows locked: what a newer connection was sent meanwhile is among them.
      const isOld = lost.length > 0 && (await this.later.existSince(tx, probe, heard));
      if (!isOld) await this.endings.abandon(tx, lost);
      const taken = open.filter(({ id, state }) => state === 'sent' && alive.has(id));
      if (taken.length > 0) await this.store.accept(tx, taken, this.clock.now());
    });
  }

  /**
   * After it was welcomed: whatever it never took and may still take is sent again. A dispatch committed meanwhile may
   * be handed over twice by this; the probe's journal runs it once.
   */
  async welcomed({ probeId }: ReportingProbe): Promise<void> {
    const { unsent, canceled } = await this.transactions.worker(async (tx) => ({
      unsent: await this.store.unsentFor(tx, probeId, this.clock.now()),
      canceled: await this.store.canceledFor(tx, probeId),
    }));
    await this.delivery.sendAll(unsent);
    for (const dispatch of canceled) this.delivery.cancel(dispatch, dispatch.cancelReason!);
  }

  /** A line ended before its probe took these: whoever has the probe now sends them, or its next hello asks for them. */
  async undelivered(dispatchIds: readonly string[]): Promise<void> {
    const unsent = await this.transactions.worker((tx) =>
      this.store.unsent(tx, dispatchIds, this.clock.now()),
    );
    this.delivery.deliver(unsent);
  }
}

function lossOf(dispatch: Dispatch, alive: ReadonlySet<string>): { dispatch: Dispatch; givenUp: GivenUp }[] {
  if (alive.has(dispatch.id)) return [];
  if (dispatch.state === 'accepted') return [{ dispatch, givenUp: 'indeterminate' }];
  return dispatch.cancelReason === null ? [] : [{ dispatch, givenUp: 'canceled' }];
}
