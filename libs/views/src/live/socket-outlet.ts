import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import { eventJson } from '@legator/core';
import type { EndReason, EventOutlet, FeedItem } from '@legator/core';

/** No frame and no pong for this long: the console is gone. Three missed signs of life would be 45 s. */
const GONE_MS = 40_000;

/** Why a socket was closed, as browsers are told: 1008 for what they did or may not, 1012 to come again. */
const CLOSED: Record<EndReason, readonly [number, string]> = {
  revoked: [1008, 'access ended'],
  stopping: [1012, 'restarting'],
};

/** A socket of the console: text frames, and nothing more while what was written waits. */
export class SocketOutlet implements EventOutlet {
  private heardAt = performance.now();
  private rested = false;

  constructor(
    private readonly client: WebSocket,
    private readonly socket: Socket,
  ) {}

  get isGone(): boolean {
    return this.client.readyState !== this.client.OPEN;
  }

  get isFull(): boolean {
    return this.socket.writableNeedDrain;
  }

  onDrain(drained: () => void): void {
    this.socket.on('drain', () => {
      // Whoever takes bytes is there, though no ping went out meanwhile.
      this.heard();
      drained();
    });
  }

  /** There was a sign of life. */
  heard(): void {
    this.heardAt = performance.now();
  }

  isSilent(now: number): boolean {
    return now - this.heardAt > GONE_MS;
  }

  /** Writes a frame unless nobody takes it; then it is dropped. @returns whether it was written */
  say(text: string): boolean {
    if (this.isGone || this.isFull) return false;
    this.client.send(text);
    return true;
  }

  /** The greeting says all there is to say. */
  open(): void {
    return;
  }

  sizeOf(item: FeedItem): number {
    return eventJson(item).length;
  }

  write(items: readonly FeedItem[], cursor: number): void {
    this.client.send(`{"type":"events","events":[${items.map(eventJson).join(',')}],"cursor":${cursor}}`);
  }

  /** Said once, so that a console knows that it has caught up although nothing of what it missed was for it. */
  rest(cursor: number): void {
    if (this.rested) return;
    this.rested = true;
    this.write([], cursor);
  }

  keepAlive(): void {
    this.client.ping();
  }

  end(reason: EndReason): void {
    this.client.close(...CLOSED[reason]);
  }

  cut(): void {
    this.client.terminate();
  }
}
