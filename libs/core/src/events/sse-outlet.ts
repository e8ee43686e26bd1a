import type { Response } from 'express';
import type { FeedItem } from '../signals/signal.js';
import { eventFrame } from './event-frame.js';
import type { EventOutlet } from './event-outlet.js';

/** A response as server-sent events. */
export class SseOutlet implements EventOutlet {
  private full = false;

  constructor(private readonly response: Response) {}

  get isGone(): boolean {
    return this.response.destroyed || this.response.writableEnded;
  }

  get isFull(): boolean {
    return this.full;
  }

  onDrain(drained: () => void): void {
    this.response.on('drain', () => {
      this.full = false;
      drained();
    });
  }

  open(cursor: number): void {
    const { response } = this;
    response.status(200);
    response.setHeader('Content-Type', 'text/event-stream; charset=utf-8');
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('X-Accel-Buffering', 'no');
    response.socket?.setTimeout(0);
    response.socket?.setNoDelay(true);
    // The number in the first block lets a browser resume even when it is cut off before the first event.
    this.send(`: connected\nid: ${cursor}\n\n`);
  }

  sizeOf(item: FeedItem): number {
    return eventFrame(item).length;
  }

  write(items: readonly FeedItem[]): void {
    this.send(Buffer.concat(items.map(eventFrame)));
  }

  /** Readers of the stream know where they are by the number of the last event. */
  rest(): void {
    return;
  }

  keepAlive(): void {
    this.send(': keepalive\n\n');
  }

  /** A response hears nothing from its reader; one that is gone fills up instead. */
  isSilent(): boolean {
    return false;
  }

  end(): void {
    this.response.end();
  }

  cut(): void {
    this.response.destroy();
  }

  private send(bytes: Buffer | string): void {
    if (!this.response.write(bytes)) this.full = true;
  }
}
