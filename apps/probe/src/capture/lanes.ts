/**
 * Lets only so many calls be under way at once. For what may never come back: each look at a file holds one of the few
 * threads of this process, so that one file server that is gone would otherwise take all of them, and with them the line
 * to the control plane.
 */
export class Lanes {
  private readonly waiting: (() => void)[] = [];

  constructor(private free: number) {}

  /** Begins when one of them is free; not at all when it is no longer `wanted` by then. */
  async run<T>(call: () => Promise<T>, wanted: () => boolean): Promise<T | undefined> {
    if (this.free > 0) this.free--;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return wanted() ? await call() : undefined;
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.free++;
    }
  }
}
