import { Logger } from '@nestjs/common';
import type { Response } from 'express';
import type { FeedItem } from '../signals/signal.js';
import { eventFrame } from './event-frame.js';
import type { EventScope, EventSource } from './event-source.js';

/** At most this much is joined into one write; what the socket has not taken is not followed by more. */
const WRITE_BYTES = 64 * 1024;

/**
 * One reader of the live feed. It holds a number, not a queue: while its socket is full nothing is read for it, and
 * what it missed meanwhile is read from the table once it takes more.
 */
export class EventStream {
  private readonly logger = new Logger('events');
  private pumping = false;
  private again = false;
  private closed = false;
  private fullSince: number | undefined;

  constructor(
    private readonly source: EventSource,
    private readonly scope: EventScope,
    private cursor: number,
    private readonly response: Response,
  ) {}

  get tenantId(): string {
    return this.scope.tenantId;
  }

  /** Sends the headers and what has happened since the cursor. */
  open(): void {
    const { response } = this;
    response.status(200);
    response.setHeader('Content-Type', 'text/event-stream; charset=utf-8');
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('X-Accel-Buffering', 'no');
    response.socket?.setTimeout(0);
    response.socket?.setNoDelay(true);
    response.on('drain', () => this.drained());
    // The number in the first block lets a browser resume even when it is cut off before the first event.
    response.write(`: connected\nid: ${this.cursor}\n\n`);
    this.wake();
  }

  /** There may be something new. Never waits; one round at a time. */
  wake(): void {
    if (this.closed || this.isFull) return;
    if (this.pumping) {
      this.again = true;
      return;
    }
    this.pumping = true;
    void this.pump();
  }

  /** A sign of life for proxies and clients; nothing while the socket is full anyway. */
  keepAlive(): void {
    if (!this.closed && !this.isFull) this.write(Buffer.from(': keepalive\n\n'));
  }

  /** How long the socket has taken nothing, in milliseconds. */
  fullFor(now: number): number {
    return this.fullSince === undefined ? 0 : now - this.fullSince;
  }

  /** Ends it properly; what is in the socket still goes out. */
  end(): void {
    this.closed = true;
    this.response.end();
  }

  /** Ends it at once. */
  cut(): void {
    this.closed = true;
    this.response.destroy();
  }

  /** The connection is gone. */
  gone(): void {
    this.closed = true;
  }

  private get isFull(): boolean {
    return this.fullSince !== undefined;
  }

  private drained(): void {
    this.fullSince = undefined;
    this.wake();
  }

  private async pump(): Promise<void> {
    try {
      do {
        this.again = false;
        // Memory first, and without a pause: with many readers each turn of the loop counts.
        const page =
          this.source.fromMemory(this.cursor, this.scope) ??
          (await this.source.fromTable(this.cursor, this.scope));
        if (page.cursor > this.cursor) this.again = true;
        this.send(page.items, page.cursor);
      } while (this.again && !this.closed && !this.isFull);
    } catch (error) {
      // The reader comes back with the number it saw last and loses nothing.
      this.logger.warn(`A stream of events was cut: ${(error as Error).message}`);
      this.cut();
    } finally {
      this.pumping = false;
    }
  }

  /** Writes until the socket is full; the cursor moves with what was really handed over. */
  private send(items: readonly FeedItem[], end: number): void {
    let waiting: Buffer[] = [];
    let bytes = 0;
    for (const item of items) {
      if (this.closed) return;
      const frame = eventFrame(item);
      waiting.push(frame);
      bytes += frame.length;
      this.cursor = item.seq;
      if (bytes < WRITE_BYTES) continue;
      this.write(Buffer.concat(waiting, bytes));
      waiting = [];
      bytes = 0;
      if (this.isFull) return;
    }
    if (bytes > 0) this.write(Buffer.concat(waiting, bytes));
    this.cursor = Math.max(this.cursor, end);
  }

  private write(bytes: Buffer): void {
    if (this.response.destroyed || this.response.writableEnded) return this.gone();
    if (!this.response.write(bytes)) this.fullSince = performance.now();
  }
}
