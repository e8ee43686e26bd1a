/** Lets so many through each second, as many at once after a quiet one. */
export class FrameRate {
  private left: number;

  constructor(
    private readonly perSecond: number,
    private at = performance.now(),
  ) {
    this.left = perSecond;
  }

  /** @returns false when this one is too many */
  take(now = performance.now()): boolean {
    this.left = Math.min(this.perSecond, this.left + ((now - this.at) / 1_000) * this.perSecond);
    this.at = now;
    if (this.left < 1) return false;
    this.left -= 1;
    return true;
  }
}
