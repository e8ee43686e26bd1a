import { Logger } from '@nestjs/common';
import { DomainError } from './errors/domain-error.js';

/**
 * A piece of background work that runs when woken, and every so often in case a wake-up was lost. Never twice at the
 * same time; a failure is logged (quietly while the database is away) and tried again at the next turn.
 */
export class Background {
  private readonly logger: Logger;
  private timer: NodeJS.Timeout | undefined;
  private settling: NodeJS.Timeout | undefined;
  private current: Promise<void> | undefined;
  private again = false;
  private stopped = true;
  private complaint = '';

  constructor(
    private readonly name: string,
    /** One turn; returns true when there is more to do at once. */
    private readonly turn: () => Promise<boolean | void>,
    private readonly everyMs: number,
    /** How long a wake-up waits for company, so that what is woken for every single thing does many in one turn. */
    private readonly settleMs = 0,
  ) {
    this.logger = new Logger(name);
  }

  start(): void {
    this.stopped = false;
    this.timer = setInterval(() => this.wake(), this.everyMs);
    this.begin();
  }

  wake(): void {
    if (this.stopped) return;
    if (this.current) {
      this.again = true;
      return;
    }
    if (this.settleMs === 0) this.begin();
    else this.settling ??= setTimeout(() => this.begin(), this.settleMs);
  }

  /** Resolves when the turn under way is over; no other begins. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    clearTimeout(this.settling);
    await this.current;
  }

  private begin(): void {
    clearTimeout(this.settling);
    this.settling = undefined;
    if (this.stopped || this.current) return;
    this.current = this.loop().finally(() => {
      this.current = undefined;
      if (this.again && !this.stopped) {
        this.again = false;
        this.wake();
      }
    });
  }

  private async loop(): Promise<void> {
    try {
      do this.again = false;
      while ((await this.turn()) === true && !this.stopped);
      this.complaint = '';
    } catch (error) {
      this.again = false;
      this.complain(error);
    }
  }

  private complain(error: unknown): void {
    const text = (error as Error).message;
    if (text === this.complaint) return; // Said once; said again when something else goes wrong.
    this.complaint = text;
    if (error instanceof DomainError && error.kind === 'unavailable')
      this.logger.warn(`${this.name}: ${text}`);
    else this.logger.error({ err: error }, `${this.name} failed and will try again.`);
  }
}
