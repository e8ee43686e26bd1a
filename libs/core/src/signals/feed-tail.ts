import { Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { Background } from '../background.js';
import { Bus } from '../bus/bus.js';
import { Transactions } from '../database/transactions.js';
import { FeedStore } from './feed.store.js';
import { FEED_TOPIC } from './relay.js';
import type { FeedItem } from './signal.js';

const KEPT = 5_000;
const PAGE = 1_000;

/**
 * The newest end of the feed, read once per replica and kept in memory for all who follow live. Whoever is further
 * behind than what is kept reads from the table.
 */
@Injectable()
export class FeedTail implements OnApplicationBootstrap, OnApplicationShutdown {
  private items: FeedItem[] = [];
  private last = -1;
  private readonly followers = new Set<() => void>();
  private readonly background = new Background('feed', () => this.turn(), 1_000);
  private unsubscribe?: () => void;

  constructor(
    private readonly transactions: Transactions,
    private readonly bus: Bus,
    private readonly store: FeedStore,
  ) {}

  onApplicationBootstrap(): void {
    this.unsubscribe = this.bus.subscribe(FEED_TOPIC, () => this.background.wake());
    this.background.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.unsubscribe?.();
    await this.background.stop();
  }

  /** Number of the newest signal known here; -1 before the first look. */
  get newest(): number {
    return this.last;
  }

  /** Calls `wake` whenever there is something new. @returns the function that ends it */
  follow(wake: () => void): () => void {
    this.followers.add(wake);
    return () => this.followers.delete(wake);
  }

  /** What comes after `seq`, at most `limit`; nothing at all when not everything of it is in memory. */
  after(seq: number, limit = KEPT): readonly FeedItem[] | undefined {
    if (seq >= this.last) return [];
    const first = this.items[0];
    if (!first || first.seq > seq + 1) return undefined;
    const from = seq + 1 - first.seq;
    return this.items.slice(from, from + limit);
  }

  private async turn(): Promise<boolean> {
    if (this.last < 0) {
      this.last = await this.transactions.look((tx) => this.store.newest(tx));
      // Whoever came before this first look, with a number to go on from, can be served now.
      for (const wake of this.followers) wake();
    }
    const fresh = await this.transactions.look((tx) =>
      this.store.page(tx, { after: this.last, limit: PAGE }),
    );
    if (fresh.length === 0) return false;
    this.items.push(...fresh);
    if (this.items.length > KEPT) this.items = this.items.slice(-KEPT);
    this.last = fresh.at(-1)!.seq;
    for (const wake of this.followers) wake();
    return fresh.length === PAGE;
  }
}
