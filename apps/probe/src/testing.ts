import type { CommandRun } from '@legator/contracts';
import type { Message } from '@legator/wire';
import type { LinkedPair } from '@legator/wire/testing';
import type { StoredResult } from './journal/record.js';
import { Connector, type Socket, type SocketEvents } from './link/connector.js';
import { Uplink } from './link/uplink.js';
import { HostTicker, Ticker } from './ticker.js';

interface Timer {
  due: number;
  every: number | undefined;
  call: (now: Date) => void;
}

/**
 * The host's own clock, but for one length of time: that is over once something is so, however long this machine takes
 * to come there.
 */
export class OnceTicker extends HostTicker {
  constructor(
    private readonly ms: number,
    private readonly so: () => boolean,
  ) {
    super();
  }

  override after(ms: number, call: () => void): () => void {
    if (ms !== this.ms) return super.after(ms, call);
    const timer = setInterval(() => {
      if (!this.so()) return;
      clearInterval(timer);
      call();
    }, 5);
    return () => clearInterval(timer);
  }
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

/** The probe's end of a link held in memory, as an uplink. `congested` is set by hand. */
export class PairUplink extends Uplink {
  congested = false;

  constructor(private readonly pair: LinkedPair) {
    super();
  }

  override get isOpen(): boolean {
    return this.pair.probe.isOpen;
  }

  override get isCongested(): boolean {
    return this.congested;
  }

  override send(message: Message<'probe'>): boolean {
    return this.pair.probe.send(message);
  }
}

/** An order to run `true`; say what is different. */
export function aRun(over: Partial<CommandRun> = {}): CommandRun {
  return {
    kind: 'command.run',
    probe: 'prb-0a1b2c3d',
    session: 'a-session-of-a-test',
    n: 2,
    dispatchId: dispatch(1),
    issuedAt: '2026-01-01T00:00:00.000Z',
    expiresAt: '2026-01-01T00:01:00.000Z',
    argv: ['true'],
    timeoutMs: 10_000,
    stream: false,
    outputLimit: 65_536,
    level: 'observe',
    policyVersion: 1,
    ...over,
  };
}

/** Waits until it is so, without a fixed time; fails after half a minute. */
export async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('waited in vain');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** A connection that a spec plays the other side of. */
export class FakeSocket implements Socket {
  readonly sent: string[] = [];
  pings = 0;
  ended: string | undefined;
  waitingBytes = 0;

  constructor(
    readonly url: string,
    readonly headers: Record<string, string>,
    readonly events: SocketEvents,
  ) {}

  send(text: string): void {
    this.sent.push(text);
  }

  ping(): void {
    this.pings++;
  }

  close(code: number): void {
    this.ended ??= `closed ${code}`;
  }

  destroy(): void {
    this.ended ??= 'destroyed';
  }
}

/** Hands out connections and keeps them, newest last. */
export class FakeConnector extends Connector {
  readonly sockets: FakeSocket[] = [];

  override connect(url: string, headers: Record<string, string>, events: SocketEvents): Socket {
    const socket = new FakeSocket(url, headers, events);
    this.sockets.push(socket);
    return socket;
  }

  get last(): FakeSocket {
    return this.sockets.at(-1)!;
  }
}
