import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { Background, Clock, CONFIG, FeedTail, Transactions } from '@legator/core';
import type { Config } from '@legator/core';
import type { Dispatch, GivenUp } from './dispatch.js';
import { DispatchesStore } from './dispatches.store.js';
import { Endings } from './endings.service.js';
import { EventsStore } from './events.store.js';

/** An acceptance may still be on its way when a dispatch expires. */
const IN_FLIGHT_MS = 5_000;
const PRUNE = 5_000;

/** Ends what no probe will end: nobody took it, its end did not come, or its probe was deleted. Forgets old events. */
@Injectable()
export class Sweeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly sweeping = new Background('commands-sweep', () => this.sweep(), 1_000);
  private readonly pruning = new Background('commands-prune', () => this.prune(), 60_000);
  private seen = -1;

  constructor(
    private readonly transactions: Transactions,
    private readonly store: DispatchesStore,
    private readonly endings: Endings,
    private readonly events: EventsStore,
    private readonly feed: FeedTail,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    this.sweeping.start();
    this.pruning.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.sweeping.stop(), this.pruning.stop()]);
  }

  /** One turn: everything that is overdue now, up to a thousand. @returns whether there is more */
  async sweep(): Promise<boolean> {
    await this.settleDeleted();
    return this.transactions.worker(async (tx) => {
      const now = this.clock.now();
      const overdue = await this.store.overdue(tx, {
        now,
        unaccepted: new Date(now.getTime() - IN_FLIGHT_MS),
      });
      await this.endings.abandon(
        tx,
        overdue.map((dispatch) => ({ dispatch, givenUp: whyOverdue(dispatch) })),
      );
      return overdue.length >= 500;
    });
  }

  /** The feed is a hint: what is missed here ends when it expires. */
  private async settleDeleted(): Promise<void> {
    const { newest } = this.feed;
    const items = this.seen < 0 ? [] : (this.feed.after(this.seen) ?? []);
    this.seen = newest;
    for (const { type, subject } of items)
      if (type === 'probe.deleted' && subject.type === 'probe') await this.settleProbe(subject.id);
  }

  private settleProbe(probeId: string): Promise<void> {
    return this.transactions.worker(async (tx) => {
      const open = await this.store.openFor(tx, probeId);
      await this.endings.abandon(
        tx,
        open.map((dispatch) => ({ dispatch, givenUp: 'probe_deleted' as const })),
      );
    });
  }

  private prune(): Promise<boolean> {
    const before = new Date(this.clock.now().getTime() - this.config.streamRetentionMs);
    return this.transactions.worker(async (tx) => (await this.events.prune(tx, before, PRUNE)) === PRUNE);
  }
}

function whyOverdue({ state, cancelReason }: Dispatch): GivenUp {
  if (state === 'accepted') return 'indeterminate';
  return cancelReason === null ? 'probe_offline' : 'canceled';
}
