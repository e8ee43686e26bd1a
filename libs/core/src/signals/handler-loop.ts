import { Logger } from '@nestjs/common';
import { Background } from '../background.js';
import type { Clock } from '../clock.js';
import type { Transactions } from '../database/transactions.js';
import { MAX_ATTEMPTS, nextAttemptAt } from './back-off.js';
import { deliver } from './deliver.js';
import type { FeedStore } from './feed.store.js';
import type { DueDelivery, Failure, HandlerStore } from './handler.store.js';
import type { FeedItem } from './signal.js';
import type { SignalHandler } from './signal-handler.js';

const PAGE = 100;
const RETRIES_AT_ONCE = 10;
/** What a claimed retry is kept from others for: far longer than a handler may take. */
const RETRY_LEASE_MS = 60_000;
/** After this long progress is written down, so that little comes twice when the process dies. */
const COMMIT_AFTER_MS = 1_000;

export type WorkKind = 'live' | 'due' | 'replay';

export interface LoopTools {
  readonly transactions: Transactions;
  readonly store: HandlerStore;
  readonly feed: FeedStore;
  readonly clock: Clock;
  /** Names this replica on leases. */
  readonly owner: string;
  readonly timeoutMs?: number;
}

/**
 * Keeps one handler supplied: with new signals in order, with those it failed on, and with replays. Any replica may do
 * each of these; a lease on the row chooses. The cursor is moved after the handling, so a crash in between repeats
 * signals and never skips one.
 */
export class HandlerLoop {
  private readonly logger = new Logger('signals');
  private readonly background: Background;
  private readonly wanted = new Set<WorkKind>(['live', 'due', 'replay']);
  private known = false;
  private stopping = false;

  constructor(
    readonly handler: SignalHandler,
    private readonly tools: LoopTools,
  ) {
    this.background = new Background(`signal handler ${handler.name}`, () => this.turn(), 30_000);
  }

  start(): void {
    this.background.start();
  }

  wake(kind: WorkKind): void {
    this.wanted.add(kind);
    this.background.wake();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.background.stop();
  }

  private async turn(): Promise<boolean> {
    const { transactions, store } = this.tools;
    if (!this.known) await transactions.worker((tx) => store.ensure(tx, this.handler.name));
    this.known = true;
    for (const kind of [...this.wanted]) {
      this.wanted.delete(kind); // Before the work, so that a wake-up during it is not lost.
      const more = await this[kind]().catch((error: unknown) => {
        this.wanted.add(kind);
        throw error;
      });
      if (more) this.wanted.add(kind);
    }
    return this.wanted.size > 0;
  }

  /** The next new signals. @returns whether there are more at once */
  private async live(): Promise<boolean> {
    const { transactions, store, feed, owner } = this.tools;
    const { name, types } = this.handler;
    const taken = await transactions.worker(async (tx) => {
      const at = await store.claimCursor(tx, name, owner);
      if (at === undefined) return undefined;
      const newest = await feed.newest(tx);
      return { at, newest, items: await feed.page(tx, { after: at, upTo: newest, limit: PAGE, types }) };
    });
    if (!taken) return false;
    const { handled, failures } = await this.handleAll(taken.items);
    const cursor = reached(taken.items, handled, taken.at, taken.newest);
    await transactions.worker(async (tx) => {
      await store.addFailures(tx, name, failures);
      if (!(await store.moveCursor(tx, name, owner, cursor))) throw lost(name);
    });
    return cursor < taken.newest;
  }

  /** What failed before and is due again. */
  private async due(): Promise<boolean> {
    const { transactions, store, clock } = this.tools;
    const now = clock.now();
    const until = new Date(now.getTime() + RETRY_LEASE_MS);
    const due = await transactions.worker((tx) =>
      store.claimDue(tx, this.handler.name, now, until, RETRIES_AT_ONCE),
    );
    const ends = await Promise.all(due.map(async (one) => ({ one, error: await this.retry(one) })));
    if (ends.length === 0) return false;
    await transactions.worker(async (tx) => {
      for (const { one, error } of ends) {
        const at = clock.now();
        if (error === undefined) await store.delivered(tx, one.id, at);
        else await store.failed(tx, one.id, error, this.nextTry(one, error, at));
      }
    });
    return due.length === RETRIES_AT_ONCE;
  }

  /** The next part of a replay. */
  private async replay(): Promise<boolean> {
    const { transactions, store, feed, owner } = this.tools;
    const { name } = this.handler;
    const taken = await transactions.worker(async (tx) => {
      const work = await store.claimReplay(tx, name, owner);
      if (!work) return undefined;
      const { cursor, toSeq, tenantId, types } = work;
      return {
        work,
        items: await feed.page(tx, { after: cursor, upTo: toSeq, limit: PAGE, tenantId, types }),
      };
    });
    if (!taken) return false;
    const { work, items } = taken;
    const { handled, failures } = await this.handleAll(items, work.id);
    const cursor = reached(items, handled, work.cursor, work.toSeq);
    await transactions.worker(async (tx) => {
      await store.addFailures(tx, name, failures, work.id);
      const counts = { cursor, delivered: handled - failures.length, failed: failures.length };
      if (!(await store.moveReplay(tx, work.id, owner, counts))) throw lost(work.id);
    });
    return true;
  }

  /** One after the other, until all are handled, or it is time to write down how far it got. */
  private async handleAll(items: readonly FeedItem[], replayId?: string) {
    const { clock, timeoutMs } = this.tools;
    const begun = performance.now();
    const failures: Failure[] = [];
    let handled = 0;
    for (const item of items) {
      if (this.stopping || performance.now() - begun > COMMIT_AFTER_MS) break;
      const error = await deliver(this.handler, item, { attempt: 1, replayId }, timeoutMs);
      handled += 1;
      if (error === undefined) continue;
      this.logger.warn(`${this.handler.name} failed on ${item.type} ${item.id} and will try again: ${error}`);
      failures.push({ item, error, nextAttemptAt: nextAttemptAt(1, clock.now())! });
    }
    return { handled, failures };
  }

  private retry({ item, attempt, replayId }: DueDelivery): Promise<string | undefined> {
    // Only a process that died during the last attempt leaves it at that; such a signal must not take another along.
    if (attempt > MAX_ATTEMPTS) return Promise.resolve('The server ended during the last attempt.');
    return deliver(this.handler, item, { attempt, replayId }, this.tools.timeoutMs);
  }

  private nextTry({ attempt, item }: DueDelivery, error: string, now: Date): Date | undefined {
    const next = nextAttemptAt(attempt, now);
    if (!next)
      this.logger.error(
        `${this.handler.name} failed on ${item.type} ${item.id} for the last time: ${error} It waits under the signal's deliveries; retry it there once the cause is gone.`,
      );
    return next;
  }
}

/** The number up to which everything was handled: the end of the range, when nothing of the page is left. */
function reached(items: readonly FeedItem[], handled: number, from: number, end: number): number {
  if (handled === items.length && items.length < PAGE) return end;
  return items[handled - 1]?.seq ?? from;
}

function lost(what: string): Error {
  return new Error(`Another replica took over ${what} meanwhile, so this round is repeated there.`);
}
