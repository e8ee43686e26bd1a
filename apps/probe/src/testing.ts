import type { StoredResult } from './journal/record.js';
import { Ticker } from './ticker.js';

interface Timer {
  due: number;
  every: number | undefined;
  call: (now: Date) => void;
}

/** Time moved by hand. `advance` calls back whatever is due on the way, in order. */
export class FakeTicker extends Ticker {
  private ms = 0;
  private readonly timers = new Set<Timer>();

  constructor(private wall = Date.parse('2026-01-01T00:00:00.000Z')) {
    super();
  }

  override now(): Date {
    return new Date(this.wall);
  }

  override monotonicMs(): number {
    return this.ms;
  }

  override every(ms: number, call: (now: Date) => void): () => void {
    return this.add({ due: this.ms + ms, every: ms, call });
  }

  override after(ms: number, call: () => void): () => void {
    return this.add({ due: this.ms + ms, every: undefined, call });
  }

  advance(ms: number): void {
    const end = this.ms + ms;
    for (let next = this.next(end); next; next = this.next(end)) {
      this.moveTo(next.due);
      if (next.every === undefined) this.timers.delete(next);
      else next.due += next.every;
      next.call(this.now());
    }
    this.moveTo(end);
  }

  /** Somebody sets the wall clock; the monotonic one does not move. */
  jump(ms: number): void {
    this.wall += ms;
  }

  private add(timer: Timer): () => void {
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  }

  private next(end: number): Timer | undefined {
    return [...this.timers].filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0];
  }

  private moveTo(ms: number): void {
    this.wall += ms - this.ms;
    this.ms = ms;
  }
}

/** A dispatch id that a reader recognises by its number. */
export function dispatch(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
}

/** A result of a command that went well; say what is different. */
export function aResult(over: Partial<StoredResult> = {}): StoredResult {
  return {
    dispatchId: dispatch(1),
    outcome: 'exited',
    exitCode: 0,
    stdout: '',
    stderr: '',
    truncated: false,
    durationMs: 1,
    endedAt: '2026-01-01T00:00:00.000Z',
    contained: false,
    ...over,
  };
}
