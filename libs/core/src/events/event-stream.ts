import { Logger } from '@nestjs/common';
import type { Actor } from '../context/actor.js';
import type { FeedItem } from '../signals/signal.js';
import type { TypeFilter } from '../signals/type-filter.js';
import { shownTo } from './discretion.js';
import type { EndReason, EventOutlet } from './event-outlet.js';
import type { EventScope, EventSource } from './event-source.js';

/** At most this much is joined into one write; what the outlet has not taken is not followed by more. */
const WRITE_BYTES = 64 * 1024;

/**
 * One reader of the live feed, whatever it reads through, told as much as they may know. It holds a number, not a queue: while its outlet is full
 * nothing is read for it, and what it missed meanwhile is read from the table once it takes more.
 */
export class EventStream {
  private readonly logger = new Logger('events');
  private scope: EventScope | undefined;
  private cursor = 0;
  private pumping = false;
  private again = false;
  private closed = false;
  private fullSince: number | undefined;

  constructor(
    private readonly source: EventSource,
    private readonly actor: Actor,
    private readonly outlet: EventOutlet,
  ) {
    outlet.onDrain(() => this.drained());
  }

  /**
   * Everything up to this number has been looked at, and what concerns this reader was handed over. Nothing before it
   * started: 0 would be a place, and whoever resumed from there would be told of everything.
   */
  get position(): number | undefined {
    return this.scope && this.cursor;
  }

  /** From now on it is sent what happens after the cursor. Until then it is only kept alive. */
  start(cursor: number, filter: TypeFilter): void {
    if (this.closed || this.scope) return;
    this.cursor = cursor;
    this.scope = { tenantId: this.actor.tenantId, filter };
    this.handOver(() => this.outlet.open(cursor));
    this.wake();
  }

  /** There may be something new. Never waits; one round at a time. */
  wake(): void {
    if (!this.scope || this.closed || this.isFull) return;
    if (this.pumping) {
      this.again = true;
      return;
    }
    this.pumping = true;
    void this.pump(this.scope);
  }

  /** A sign of life for proxies and clients; nothing while the outlet is full anyway. */
  keepAlive(): void {
    if (!this.closed && !this.isFull) this.handOver(() => this.outlet.keepAlive());
  }

  /** How long the outlet has taken nothing, in milliseconds. */
  fullFor(now: number): number {
    return this.fullSince === undefined ? 0 : now - this.fullSince;
  }

  /** Whether the other end is gone without having said so. */
  isSilent(now: number): boolean {
    return !this.isFull && this.outlet.isSilent(now);
  }

  /** Ends it properly; what was handed over still goes out. */
  end(reason: EndReason): void {
    this.closed = true;
    this.outlet.end(reason);
  }

  /** Ends it at once. */
  cut(): void {
    this.closed = true;
    this.outlet.cut();
  }

  /** The connection is gone. */
  gone(): void {
    this.closed = true;
  }

  private get isFull(): boolean {
    // Others may write to the same outlet.
    if (this.fullSince === undefined && this.outlet.isFull) this.fullSince = performance.now();
    return this.fullSince !== undefined;
  }

  private drained(): void {
    this.fullSince = undefined;
    this.wake();
  }

  private async pump(scope: EventScope): Promise<void> {
    try {
      do {
        this.again = false;
        // Memory first, and without a pause: with many readers each turn of the loop counts.
        const page =
          this.source.fromMemory(this.cursor, scope) ?? (await this.source.fromTable(this.cursor, scope));
        if (page.cursor > this.cursor) this.again = true;
        this.send(page.items, page.cursor);
      } while (this.again && !this.closed && !this.isFull);
      if (!this.closed && !this.isFull) this.handOver(() => this.outlet.rest(this.cursor));
    } catch (error) {
      // The reader comes back with the number it saw last and loses nothing.
      this.logger.warn(`A stream of events was cut: ${(error as Error).message}`);
      this.cut();
    } finally {
      this.pumping = false;
    }
  }

  /** Writes until the outlet is full; the cursor moves with what was really handed over. */
  private send(items: readonly FeedItem[], end: number): void {
    let waiting: FeedItem[] = [];
    let bytes = 0;
    for (const whole of items) {
      if (this.closed) return;
      const item = shownTo(this.actor, whole);
      waiting.push(item);
      bytes += this.outlet.sizeOf(item);
      this.cursor = item.seq;
      if (bytes < WRITE_BYTES) continue;
      this.write(waiting);
      waiting = [];
      bytes = 0;
      if (this.isFull) return;
    }
    this.cursor = Math.max(this.cursor, end);
    if (waiting.length > 0) this.write(waiting);
  }

  private write(items: readonly FeedItem[]): void {
    this.handOver(() => this.outlet.write(items, this.cursor));
  }

  private handOver(what: () => void): void {
    if (this.outlet.isGone) return this.gone();
    what();
    if (this.outlet.isFull) this.fullSince ??= performance.now();
  }
}
