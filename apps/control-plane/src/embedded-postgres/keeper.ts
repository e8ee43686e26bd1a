export interface Kept {
  isUp(pid: number): Promise<boolean>;
  /** Resolves with the new process once it serves. */
  bringBack(): Promise<number>;
  log(line: string): void;
}

/**
 * Brings the server back when its process dies (an administrator, the kernel short of memory), because nobody else
 * would. Looks once per interval: a server that was taken over is no child of ours and tells us nothing.
 */
export class Keeper {
  private readonly timer: NodeJS.Timeout;
  private current: Promise<void> | undefined;
  private released = false;
  private failures = 0;
  private looksToSkip = 0;

  constructor(
    public pid: number,
    private readonly kept: Kept,
    everyMs = 1_000,
  ) {
    this.timer = setInterval(() => {
      this.current ??= this.look().finally(() => (this.current = undefined));
    }, everyMs);
    // Looking after a database keeps no process alive.
    this.timer.unref();
  }

  /** Stops looking, waits for what is under way, and says which process is the last. */
  async letGo(): Promise<number> {
    this.released = true;
    clearInterval(this.timer);
    await this.current;
    return this.pid;
  }

  private async look(): Promise<void> {
    if (await this.kept.isUp(this.pid)) return;
    if (this.released || this.looksToSkip-- > 0) return;
    this.looksToSkip = 0;
    this.kept.log(`The embedded PostgreSQL (process ${this.pid}) is gone; starting it again.`);
    try {
      this.pid = await this.kept.bringBack();
      this.failures = 0;
    } catch (cause) {
      // Tried again, ever more rarely; until then every request says that the database is away.
      this.looksToSkip = Math.min(2 ** this.failures++, 30);
      this.kept.log(`The embedded PostgreSQL could not be started again: ${(cause as Error).message}`);
    }
  }
}
