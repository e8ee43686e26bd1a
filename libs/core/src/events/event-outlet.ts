import type { FeedItem } from '../signals/signal.js';

/** Why we end a connection that is well. */
export type EndReason = 'stopping' | 'revoked';

/**
 * Where the events of one reader go: a response or a socket. It never keeps what it is given; when it cannot take
 * more it says so, and calls back once it can.
 */
export interface EventOutlet {
  /** The connection is over: whatever is written leads nowhere. */
  readonly isGone: boolean;
  /** What was handed over has not left yet. */
  readonly isFull: boolean;
  /** Everything so far has left. */
  onDrain(drained: () => void): void;
  /** Once, before the first event; the reader goes on after `cursor`. */
  open(cursor: number): void;
  /** What this event takes, in bytes. */
  sizeOf(item: FeedItem): number;
  /** Some events in one write; everything up to `cursor` has been looked at. */
  write(items: readonly FeedItem[], cursor: number): void;
  /** There is nothing more for now; everything up to `cursor` has been written. */
  rest(cursor: number): void;
  /** A sign of life for proxies and for the other end. */
  keepAlive(): void;
  /** Whether the other end gave no sign of life for too long. */
  isSilent(now: number): boolean;
  /** Ends it properly; what was handed over still goes out. */
  end(reason: EndReason): void;
  /** Ends it at once. */
  cut(): void;
}
