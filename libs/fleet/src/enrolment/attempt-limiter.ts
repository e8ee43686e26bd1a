/** Unknown tokens allowed from one address within a minute. */
const ALLOWED = 30;
const WINDOW_MS = 60_000;
const MAX_ADDRESSES = 10_000;

/**
 * Slows down whoever tries tokens. Tokens cannot be guessed anyway; this keeps the trying off the database. Counted in
 * each replica for itself.
 */
export class AttemptLimiter {
  private readonly failures = new Map<string, { since: number; count: number }>();

  /** Seconds to wait before the next attempt; 0 when it may be made now. */
  wait(address: string, now: number): number {
    const seen = this.failures.get(address);
    if (!seen || now - seen.since >= WINDOW_MS || seen.count < ALLOWED) return 0;
    return Math.ceil((seen.since + WINDOW_MS - now) / 1_000);
  }

  failed(address: string, now: number): void {
    const seen = this.failures.get(address);
    if (seen && now - seen.since < WINDOW_MS) {
      seen.count += 1;
      return;
    }
    this.failures.delete(address);
    if (this.failures.size >= MAX_ADDRESSES) this.failures.delete(this.failures.keys().next().value!);
    this.failures.set(address, { since: now, count: 1 });
  }
}
