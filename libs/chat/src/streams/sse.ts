import type { Response } from 'express';
import type { ChatEvent } from '@legator/contracts';

const KEEPALIVE_MS = 15_000;
/** A reader that takes nothing for this long is cut off; it comes back with the number it saw last. */
const STUCK_MS = 60_000;

/** A response as server-sent events: every event is one JSON object. Waits for a slow reader and keeps nothing for it. */
export class ChatSse {
  private readonly keepalive: NodeJS.Timeout;

  constructor(private readonly response: Response) {
    response.status(200).set({
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    });
    response.socket?.setNoDelay(true);
    response.flushHeaders();
    this.keepalive = setInterval(() => {
      if (!response.writableNeedDrain) response.write(': keepalive\n\n');
    }, KEEPALIVE_MS);
    response.on('close', () => clearInterval(this.keepalive));
  }

  async send(event: ChatEvent): Promise<void> {
    const { response } = this;
    if (response.destroyed || response.write(`id: ${event.seq}\ndata: ${JSON.stringify(event)}\n\n`)) return;
    await new Promise<void>((resolve) => {
      const stuck = setTimeout(() => response.destroy(), STUCK_MS);
      const done = () => {
        clearTimeout(stuck);
        response.off('drain', done).off('close', done);
        resolve();
      };
      response.on('drain', done).on('close', done);
    });
  }

  end(): void {
    clearInterval(this.keepalive);
    this.response.end();
  }
}

/** Fires when the client went away before the answer was complete. */
export function clientGone(response: Response): AbortSignal {
  const gone = new AbortController();
  if (response.destroyed) gone.abort();
  response.on('close', () => gone.abort());
  return gone.signal;
}
