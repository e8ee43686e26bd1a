const FIRST_MS = 1_500;
const LAST_MS = 60_000;

/**
 * Probes answer within a second or two to what they are given, and nothing tells that they did: asks again, ever more
 * seldom, for as long as somebody looks and something is open.
 */
export class SettlingWatch {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private wait = FIRST_MS;

  constructor(
    private readonly look: () => Promise<void>,
    private readonly isOpen: () => boolean,
  ) {}

  /** Something changed: begins anew. */
  begin(): void {
    this.wait = FIRST_MS;
    this.next();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private next(): void {
    this.stop();
    if (!this.isOpen()) return;
    this.timer = setTimeout(() => {
      this.wait = Math.min(LAST_MS, this.wait * 2);
      void this.look().then(() => this.timer && this.next());
    }, this.wait);
  }
}
