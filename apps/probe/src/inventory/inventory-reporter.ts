import { createHash } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { MAX_FRAME_BYTES, TIMING, type Inventory } from '@legator/contracts';
import type { Ticker } from '../ticker.js';
import { fitInventory } from './fit.js';

const LOOK_MS = 5 * 60_000;
const HEAD_BYTES = 2_048;

/**
 * Tells what this host is made of: when a connection begins, every 15 minutes, and in between when it has changed. How
 * full a disk is belongs to the vitals and counts as no change.
 */
export class InventoryReporter {
  private readonly log = new Logger('inventory');
  private sentHash = '';
  private sentMs = -Infinity;
  private looking = false;

  constructor(
    private readonly send: (inventory: Inventory) => boolean,
    private readonly ticker: Ticker,
    private readonly collect: () => Promise<Inventory>,
  ) {}

  /** Reports at once, then looks every five minutes. Returns the function that stops it. */
  start(): () => void {
    this.sentMs = -Infinity;
    void this.look();
    return this.ticker.every(LOOK_MS, () => void this.look());
  }

  private async look(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    try {
      this.report(fitInventory(await this.collect(), MAX_FRAME_BYTES - HEAD_BYTES));
    } catch (error) {
      this.log.warn(`No inventory this time: ${(error as Error).message}`);
    } finally {
      this.looking = false;
    }
  }

  private report(inventory: Inventory): void {
    const hash = inventoryHash(inventory);
    const now = this.ticker.monotonicMs();
    if (hash === this.sentHash && now - this.sentMs < TIMING.inventoryMs) return;
    if (!this.send(inventory)) return;
    this.sentHash = hash;
    this.sentMs = now;
  }
}

/** The same for two inventories that differ only in when they were taken and how full the disks were. */
export function inventoryHash(inventory: Inventory): string {
  const { collected_at: _at, disks, ...rest } = inventory;
  const lasting = disks?.map(({ mount, device, type, total_bytes }) => ({
    mount,
    device,
    type,
    total_bytes,
  }));
  return createHash('sha256')
    .update(JSON.stringify({ ...rest, disks: lasting }))
    .digest('hex');
}
