import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { Background, Clock, CONFIG, Transactions } from '@legator/core';
import type { Config } from '@legator/core';
import { EventsStore } from '../streams/events.store.js';
import { ConversationsStore } from './conversations.store.js';

const EVERY_MS = 3_600_000;
const BATCH = 200;
const PIECES = 5_000;
/** Whoever was away for longer reads answers whole, not piece by piece. */
const PIECES_KEPT_MS = 86_400_000;

/** Removes conversations in which nothing was said for as long as the installation keeps them. */
@Injectable()
export class Retention implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('chat');
  private readonly background = new Background('chat-retention', () => this.sweep(), EVERY_MS);

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly transactions: Transactions,
    private readonly conversations: ConversationsStore,
    private readonly events: EventsStore,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.background.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.background.stop();
  }

  /** One batch. @returns whether there may be more */
  async sweep(): Promise<boolean> {
    const now = this.clock.now().getTime();
    const [before, pieces] = [this.config.chatRetentionMs, PIECES_KEPT_MS].map((ms) => new Date(now - ms));
    const removed = await this.transactions.worker((tx) => this.conversations.removeOld(tx, before!, BATCH));
    if (removed > 0) this.logger.log(`${removed} old conversations were removed.`);
    const dropped = await this.transactions.worker((tx) => this.events.dropPieces(tx, pieces!, PIECES));
    return removed === BATCH || dropped === PIECES;
  }
}
