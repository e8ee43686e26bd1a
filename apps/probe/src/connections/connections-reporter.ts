import { Logger } from '@nestjs/common';
import { TIMING, type HostConnections } from '@legator/contracts';
import type { Ticker } from '../ticker.js';

/**
 * Tells whom this host talks to: when a connection begins and every 15 minutes, as often as the inventory. What comes and
 * goes in between is not told of.
 */
export class ConnectionsReporter {
  private readonly log = new Logger('connections');
  private looking = false;

  constructor(
    private readonly send: (connections: HostConnections) => boolean,
    private readonly ticker: Ticker,
    private readonly collect: () => Promise<HostConnections | undefined>,
  ) {}

  /** Reports at once, then every 15 minutes. Returns the function that stops it. */
  start(): () => void {
    void this.look();
    return this.ticker.every(TIMING.inventoryMs, () => void this.look());
  }

  private async look(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    try {
      const found = await this.collect();
      if (found) this.send(found);
    } catch (error) {
      this.log.warn(`No connections this time: ${(error as Error).message}`);
    } finally {
      this.looking = false;
    }
  }
}
