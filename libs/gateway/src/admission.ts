/** What one replica takes on in a storm of reconnecting probes. */
export interface AdmissionLimits {
  /** Handshakes per second in the long run. */
  readonly perSecond: number;
  /** Handshakes at once after a quiet time. */
  readonly burst: number;
  /** Handshakes whose credentials are being looked at. */
  readonly concurrent: number;
}

export const ADMISSION: AdmissionLimits = { perSecond: 400, burst: 1_000, concurrent: 128 };

/**
 * Lets in so many handshakes that the replica goes on serving those who are in. Whoever is turned away comes back with
 * a delay of its own, so a storm becomes a queue.
 */
export class Admission {
  private tokens: number;
  private filledAt: number;
  private underWay = 0;

  constructor(
    private readonly limits: AdmissionLimits,
    /** Milliseconds that only ever grow. */
    private readonly monotonic: () => number,
  ) {
    this.tokens = limits.burst;
    this.filledAt = monotonic();
  }

  /** @returns the function that says the handshake is over, or nothing when there is no room */
  enter(): (() => void) | undefined {
    this.refill();
    if (this.tokens < 1 || this.underWay >= this.limits.concurrent) return undefined;
    this.tokens -= 1;
    this.underWay += 1;
    let inside = true;
    return () => {
      if (inside) this.underWay -= 1;
      inside = false;
    };
  }

  private refill(): void {
    const now = this.monotonic();
    const { perSecond, burst } = this.limits;
    this.tokens = Math.min(burst, this.tokens + ((now - this.filledAt) / 1_000) * perSecond);
    this.filledAt = now;
  }
}
