import type { Response } from 'express';
import type { CommandEvent } from '@legator/contracts';

const KEEPALIVE_MS = 15_000;

/** A response as a stream of server-sent events; waits for a slow reader instead of keeping events for it. */
export class SseResponse {
  private readonly keepalive: NodeJS.Timeout;

  constructor(private readonly response: Response) {
    response.status(200).set({
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    });
    response.flushHeaders();
    this.keepalive = setInterval(() => response.write(': keepalive\n\n'), KEEPALIVE_MS);
  }

  /** An event without a number: a browser that reconnects goes on from the last numbered one. */
  send(event: string, data: unknown): Promise<void> {
    return this.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  sendEvent(event: CommandEvent): Promise<void> {
    return this.write(`id: ${event.seq}\nevent: ${event.kind}\ndata: ${JSON.stringify(event)}\n\n`);
  }

  end(): void {
    clearInterval(this.keepalive);
    this.response.end();
  }

  private async write(text: string): Promise<void> {
    if (this.response.destroyed || this.response.write(text)) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        this.response.off('drain', done).off('close', done);
        resolve();
      };
      this.response.on('drain', done).on('close', done);
    });
  }
}

/** Fires when the client went away before the answer was complete; also when that was before anybody asked. */
export function clientGone(response: Response): AbortSignal {
  const gone = new AbortController();
  if (response.destroyed && !response.writableFinished) gone.abort();
  response.on('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  return gone.signal;
}
