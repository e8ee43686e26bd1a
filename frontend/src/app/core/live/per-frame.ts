/** In a hidden tab there are no frames. */
const HIDDEN_MS = 500;

/** Does work once for each frame that the browser paints, however often it is asked for. */
export class PerFrame {
  private frame: number | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly work: () => void) {}

  ask(): void {
    if (this.timer !== undefined) return;
    this.frame = requestAnimationFrame(() => this.run());
    this.timer = setTimeout(() => this.run(), HIDDEN_MS);
  }

  stop(): void {
    if (this.frame !== undefined) cancelAnimationFrame(this.frame);
    clearTimeout(this.timer);
    this.frame = this.timer = undefined;
  }

  private run(): void {
    this.stop();
    this.work();
  }
}
