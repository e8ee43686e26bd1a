import { Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { Background } from '../background.js';
import { Clock } from '../clock.js';
import { Transactions } from '../database/transactions.js';
import { newId } from '../ids.js';
import { FeedStore } from './feed.store.js';
import { FeedTail } from './feed-tail.js';
import { HandlerLoop } from './handler-loop.js';
import { HandlerStore } from './handler.store.js';
import { SignalHandlers } from './signal-handler.js';
import { TypeFilter } from './type-filter.js';

/** Runs every registered handler, each on its own, and wakes it when there is something for it. */
@Injectable()
export class HandlerEngine implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly loops = new Map<string, { loop: HandlerLoop; filter: TypeFilter }>();
  private readonly owner = newId();
  private readonly watch = new Background('signal handlers', () => this.look(), 1_000);
  private readonly ends: (() => void)[] = [];
  private seen = -1;

  constructor(
    private readonly handlers: SignalHandlers,
    private readonly tail: FeedTail,
    private readonly transactions: Transactions,
    private readonly store: HandlerStore,
    private readonly feed: FeedStore,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.ends.push(
      this.tail.follow(() => this.hear()),
      this.handlers.each((handler) => {
        const { transactions, store, feed, clock, owner } = this;
        const loop = new HandlerLoop(handler, { transactions, store, feed, clock, owner });
        this.loops.set(handler.name, { loop, filter: new TypeFilter(handler.types) });
        loop.start();
      }),
    );
    this.watch.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.ends.forEach((end) => end());
    await Promise.all([this.watch.stop(), ...[...this.loops.values()].map(({ loop }) => loop.stop())]);
  }

  /** Looks now instead of within a second: somebody retried or replayed. */
  wake(): void {
    this.watch.wake();
  }

  /** New signals: those concerned are woken at once, the others move their cursors at the next look. */
  private hear(): void {
    const fresh = this.tail.after(this.seen);
    this.seen = this.tail.newest;
    const types = fresh && new Set(fresh.map(({ type }) => type));
    for (const { loop, filter } of this.loops.values()) {
      if (!types || [...types].some((type) => filter.matches(type))) loop.wake('live');
    }
  }

  /** Catches what no wake-up told of: retries that fell due, replays, work left by a replica that is gone. */
  private async look(): Promise<void> {
    if (this.loops.size === 0) return;
    const open = await this.transactions.worker((tx) => this.store.openWork(tx, this.clock.now()));
    for (const { handler, kind } of open) this.loops.get(handler)?.loop.wake(kind);
  }
}
