import { Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { Background, Clock, DomainError, Transactions } from '@legator/core';
import { LinkRecorder } from './link-recorder.js';
import { LinkStore } from './link.store.js';
import { GRACE_MS } from './presence.js';

/** No sign of life for this long, and a probe is offline: protocol 2 (one and a half beats) and upstream's. */
export const SILENCE_MS = { own: 45_000, upstream: 90_000 } as const;

const BATCH = 1_000;

/**
 * Finds those of whom nothing is heard any more, across tenants, whoever they were connected to.
 *
 * After a start, or after the database was away, everyone looks silent who could not report meanwhile. So silence
 * counts from then at the earliest.
 */
@Injectable()
export class OfflineSweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly background = new Background('offline check', () => this.turn(), 10_000);
  private listeningSince: number;

  constructor(
    private readonly transactions: Transactions,
    private readonly store: LinkStore,
    private readonly recorder: LinkRecorder,
    private readonly clock: Clock,
  ) {
    this.listeningSince = clock.now().getTime();
  }

  onApplicationBootstrap(): void {
    this.background.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.background.stop();
  }

  /** One look at everyone. @returns how many went offline */
  async sweep(): Promise<number> {
    try {
      let total = 0;
      for (let found = BATCH; found === BATCH; total += found) found = await this.sweepBatch();
      return total;
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'unavailable')
        this.listeningSince = this.clock.now().getTime();
      throw error;
    }
  }

  private async turn(): Promise<void> {
    await this.sweep();
  }

  private sweepBatch(): Promise<number> {
    const now = this.clock.now().getTime();
    return this.transactions.worker(async (tx) => {
      const silent = await this.store.lockSilent(
        tx,
        {
          silentSince: this.since(now, SILENCE_MS.own),
          upstreamSilentSince: this.since(now, SILENCE_MS.upstream),
          unlinkedSince: this.since(now, GRACE_MS),
        },
        BATCH,
      );
      await this.recorder.apply(tx, silent, () => [{ kind: 'silent', at: now }]);
      return silent.length;
    });
  }

  /** The moment before which nothing may have been heard; long ago while we have not listened long enough ourselves. */
  private since(now: number, silenceMs: number): Date {
    return now - this.listeningSince < silenceMs ? new Date(0) : new Date(now - silenceMs);
  }
}
