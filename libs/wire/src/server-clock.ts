/** Milliseconds of a clock that never jumps, from any start, such as performance.now. */
export type MonotonicClock = () => number;

/**
 * The probe's view of the server's time. It starts at the signed server time of `welcome` and runs on the monotonic
 * clock, so a wrong or moved wall clock neither revives nor blocks a command.
 *
 * Time is counted from the moment hello was sent: welcome was signed after that, so holding it back on the way makes
 * commands expire earlier, never later. A clock that was not started says that everything is expired.
 */
export class ServerClock {
  private helloAt: number | undefined;
  private started: { server: number; local: number } | undefined;

  constructor(private readonly monotonic: MonotonicClock = () => performance.now()) {}

  /** Call right before hello is sent, on each connection. Until welcome follows, the clock of before goes on. */
  helloSent(): void {
    this.helloAt = this.monotonic();
  }

  /** Starts the clock anew. `serverTime` is the ISO time of a welcome whose signature was checked. */
  welcomed(serverTime: string): void {
    const server = Date.parse(serverTime);
    if (Number.isNaN(server)) throw new RangeError('The server time is no time.');
    this.started = { server, local: this.helloAt ?? this.monotonic() };
    this.helloAt = undefined;
  }

  /** The latest the server's time can be by now; undefined before the first welcome. */
  now(): Date | undefined {
    if (!this.started) return undefined;
    return new Date(this.started.server + (this.monotonic() - this.started.local));
  }

  /** Whether that time has come. True as well when it is no time, or when the clock was not started. */
  isExpired(iso: string): boolean {
    const now = this.now();
    // Negated, so that NaN is expired.
    return now === undefined || !(now.getTime() < Date.parse(iso));
  }
}
