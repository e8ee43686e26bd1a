/** Remembers one ring until somebody waits for it. */
export class Bell {
  private ringing = false;
  private wake: (() => void) | undefined;

  ring(): void {
    this.ringing = true;
    this.wake?.();
  }

  /** Resolves at a ring, also at one that came before, or after so many milliseconds. */
  async rung(ms: number): Promise<void> {
    if (!this.ringing) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.wake = undefined;
    this.ringing = false;
  }
}
