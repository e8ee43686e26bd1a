import { signal } from '@angular/core';
import type { ChatEvent } from '../core/api/models';

const SHORTEST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
/** A line that closes sooner than this has not worked. */
const WORKED_MS = 5_000;

export interface ChatLineListener {
  /** Opens the stream after what was seen last. */
  open(ends: { opened(): void; event(event: ChatEvent): void; closed(): void }): () => void;
  event(event: ChatEvent): void;
  /** It did not come up: whether the conversation is still there has to be asked. */
  failed(): void;
}

/**
 * The stream of one conversation: comes back by itself, ever more slowly, and at once when the network does. A page that
 * nobody sees has none: connections are few, and what was missed is told when it is seen again.
 */
export class ChatLine {
  private readonly lost = signal<number | undefined>(undefined);
  private close: (() => void) | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private attempts = 0;
  private upAt: number | undefined;
  private isOn = false;
  private readonly hurry = () => {
    if (this.isOn && this.close === undefined) this.connect();
  };
  private readonly seen = () => {
    if (document.hidden) this.rest();
    else this.hurry();
  };

  /** Since when it is down, milliseconds since 1970; nothing while it is up. */
  readonly lostSince = this.lost.asReadonly();

  constructor(private readonly listener: ChatLineListener) {
    addEventListener('online', this.hurry);
    document.addEventListener('visibilitychange', this.seen);
  }

  begin(): void {
    this.end();
    this.isOn = true;
    this.connect();
  }

  end(): void {
    this.isOn = false;
    this.rest();
  }

  stop(): void {
    this.end();
    removeEventListener('online', this.hurry);
    document.removeEventListener('visibilitychange', this.seen);
  }

  private rest(): void {
    this.attempts = 0;
    clearTimeout(this.timer);
    this.close?.();
    this.close = this.upAt = undefined;
    this.lost.set(undefined);
  }

  private connect(): void {
    clearTimeout(this.timer);
    if (document.hidden) return;
    let isMine = true;
    const close = this.listener.open({
      opened: () => {
        if (!isMine) return;
        this.upAt = Date.now();
        this.lost.set(undefined);
      },
      event: (event) => isMine && this.listener.event(event),
      closed: () => {
        if (isMine) this.broke();
        isMine = false;
      },
    });
    this.close = () => {
      isMine = false;
      close();
    };
  }

  private broke(): void {
    const hasWorked = this.upAt !== undefined && Date.now() - this.upAt >= WORKED_MS;
    const neverCameUp = this.upAt === undefined;
    this.close = this.upAt = undefined;
    this.attempts = hasWorked ? 0 : this.attempts + 1;
    if (this.attempts > 1) this.lost.update((since) => since ?? Date.now());
    const most = Math.min(LONGEST_WAIT_MS, SHORTEST_WAIT_MS * 2 ** this.attempts);
    this.timer = setTimeout(() => this.connect(), most / 2 + (Math.random() * most) / 2);
    if (neverCameUp) this.listener.failed();
  }
}
