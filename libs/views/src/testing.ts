import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';

/** A console's socket without a network: what was written to it is kept, and it is full or not by hand. */
export class FakeSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  readonly sent: string[] = [];
  readonly controls: string[] = [];
  closed: { code: number; reason: string } | undefined;
  terminated = false;
  /** The connection below it. */
  readonly below = Object.assign(new EventEmitter(), { writableNeedDrain: false });

  /** As the server is given it. */
  get pair(): [WebSocket, Socket] {
    return [this as unknown as WebSocket, this.below as unknown as Socket];
  }

  get frames(): Record<string, unknown>[] {
    return this.sent.map((text) => JSON.parse(text) as Record<string, unknown>);
  }

  /** The console says something. */
  says(frame: unknown): void {
    this.emit('message', Buffer.from(JSON.stringify(frame)), false);
  }

  drains(): void {
    this.below.writableNeedDrain = false;
    this.below.emit('drain');
  }

  send(text: string): void {
    this.sent.push(text);
  }

  ping(): void {
    this.controls.push('ping');
  }

  pong(): void {
    this.controls.push('pong');
  }

  close(code: number, reason: string): void {
    this.closed = { code, reason };
    this.readyState = 2;
  }

  terminate(): void {
    this.terminated = true;
    this.readyState = 3;
    this.emit('close');
  }
}
