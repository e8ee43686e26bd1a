/** How long to wait before the next try, as data. All times in milliseconds. */
export interface ReconnectPolicy {
  /** The first tries after a loss come at a random moment in this range, so that a fleet does not return as one. */
  readonly quick: { readonly tries: number; readonly minMs: number; readonly maxMs: number };
  /** What follows: `firstMs`, doubled each time up to `capMs`. */
  readonly firstMs: number;
  readonly capMs: number;
  /** At most this share of the delay is added at random. */
  readonly jitter: number;
  /** After a 401 or 403 the delay is at least this and no longer grows. */
  readonly refusedMs: number;
}

/** Protocol 2. */
export const RECONNECT: ReconnectPolicy = {
  quick: { tries: 3, minMs: 500, maxMs: 5_000 },
  firstMs: 10_000,
  capMs: 60_000,
  jitter: 0.5,
  refusedMs: 30_000,
};

/** What upstream's probe does (core contract, section 1.5). */
export const UPSTREAM_RECONNECT: ReconnectPolicy = {
  quick: { tries: 0, minMs: 0, maxMs: 0 },
  firstMs: 1_000,
  capMs: 300_000,
  jitter: 0.5,
  refusedMs: 30_000,
};

/** Why the last try, or the connection, ended: `refused` is a 401 or 403 at the handshake. */
export type LinkEnding = 'lost' | 'refused';

/** Decides when to try again. Holds no timer; ask it once for each ending. */
export class Reconnect {
  private tries = 0;
  private baseMs: number;

  /** `random` returns 0 up to, not including, 1. */
  constructor(
    private readonly policy: ReconnectPolicy = RECONNECT,
    private readonly random: () => number = Math.random,
  ) {
    this.baseMs = policy.firstMs;
  }

  /** The link is up: welcome came, or for protocol 1 the socket opened. The next loss starts from the beginning. */
  established(): void {
    this.tries = 0;
    this.baseMs = this.policy.firstMs;
  }

  /** Milliseconds to wait before the next try. */
  delayAfter(ending: LinkEnding): number {
    const { quick, refusedMs, capMs } = this.policy;
    if (ending === 'refused') {
      this.tries = quick.tries;
      this.baseMs = Math.max(this.baseMs, refusedMs);
      return this.jittered(this.baseMs);
    }
    this.tries += 1;
    if (this.tries <= quick.tries)
      return Math.round(quick.minMs + this.random() * (quick.maxMs - quick.minMs));
    const delay = this.jittered(this.baseMs);
    this.baseMs = Math.min(this.baseMs * 2, capMs);
    return delay;
  }

  private jittered(ms: number): number {
    return Math.round(ms * (1 + this.random() * this.policy.jitter));
  }
}
