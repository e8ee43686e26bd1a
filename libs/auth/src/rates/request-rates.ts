import type { Allowance } from '@legator/core';

const WINDOW_MS = 60_000;
/** As many callers are told apart; a forgotten one begins a new window. */
const MAX_CALLERS = 10_000;

/**
 * How many requests each key makes in a minute, on this replica: a minute begins with the first request in it. It protects
 * the replica, whose processor and connections are its own, so replicas need not agree (docs/adr/0015).
 */
export class RequestRates {
  private readonly windows = new Map<string, { readonly ends: number; count: number }>();

  /** @param perMinute none are counted when it is 0 */
  constructor(private readonly perMinute: number) {}

  /** Counts one request at `now`, in milliseconds of a clock that only grows. */
  count(id: string, now: number): Allowance | undefined {
    if (this.perMinute === 0) return undefined;
    let window = this.windows.get(id);
    if (!window || window.ends <= now) {
      // A new place at the end, so that the first in line is always the one whose minute is over first.
      this.windows.delete(id);
      if (this.windows.size >= MAX_CALLERS) this.windows.delete(this.windows.keys().next().value!);
      this.windows.set(id, (window = { ends: now + WINDOW_MS, count: 0 }));
    }
    window.count += 1;
    return {
      limit: this.perMinute,
      remaining: Math.max(0, this.perMinute - window.count),
      resetSeconds: Math.ceil((window.ends - now) / 1_000),
      exceeded: window.count > this.perMinute,
    };
  }
}
