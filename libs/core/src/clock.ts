/** Where the time comes from, so that a spec can hold it still. */
export abstract class Clock {
  abstract now(): Date;
  /** Milliseconds that only ever grow; for durations and deadlines. */
  abstract monotonic(): number;
}

export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }

  monotonic(): number {
    return performance.now();
  }
}
