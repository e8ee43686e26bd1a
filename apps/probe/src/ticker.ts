/** Time as the probe sees it. A port, so that a spec moves it by hand. */
export abstract class Ticker {
  /** The wall clock; for people to read, never to decide by. */
  abstract now(): Date;

  /** Milliseconds that only ever grow, whatever happens to the wall clock. */
  abstract monotonicMs(): number;

  /** Calls back again and again; returns the function that stops it. */
  abstract every(ms: number, call: (now: Date) => void): () => void;

  /** Calls back once; returns the function that calls it off. */
  abstract after(ms: number, call: () => void): () => void;
}

/** The host's own clock. */
export class HostTicker extends Ticker {
  override now(): Date {
    return new Date();
  }

  override monotonicMs(): number {
    return performance.now();
  }

  override every(ms: number, call: (now: Date) => void): () => void {
    const timer = setInterval(() => call(new Date()), ms);
    return () => clearInterval(timer);
  }

  override after(ms: number, call: () => void): () => void {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  }
}
