import type { Vitals } from '@legator/contracts';
import type { Uplink } from './link/uplink.js';
import type { Ticker } from './ticker.js';

/**
 * Tells the control plane that this host is alive and how busy it is.
 *
 * Each beat is a whole picture, never a difference: losing one costs freshness, not truth.
 */
export class Heartbeat {
  private reading = false;

  constructor(
    private readonly uplink: Uplink,
    private readonly ticker: Ticker,
    private readonly read: () => Promise<Vitals>,
  ) {}

  /** Beats at once and then every so many milliseconds. Returns the function that stops it. */
  start(everyMs: number): () => void {
    void this.beat();
    return this.ticker.every(everyMs, () => void this.beat());
  }

  /** Not queued while the line is down or slow: the next one says it all again. */
  private async beat(): Promise<void> {
    if (this.reading || !this.uplink.isOpen || this.uplink.isCongested) return;
    this.reading = true;
    // A host so busy that it cannot be measured is still alive, and says so.
    const vitals = await this.read().catch(() => ({}));
    this.reading = false;
    this.uplink.send({ kind: 'probe.heartbeat', at: this.ticker.now().toISOString(), vitals });
  }
}
