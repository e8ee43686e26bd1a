import { Injectable } from '@nestjs/common';
import type { Inventory } from '@legator/contracts';
import { MicroBatch, Signals, Transactions } from '@legator/core';
import type { Signal, SignalContext, Tx } from '@legator/core';
import { NeighboursStore } from '../neighbours/neighbours.store.js';
import { addressesOf } from '../neighbours/plain-address.js';
import { InventoryUpdated } from '../signals/inventory-updated.signal.js';
import { changedSections, digestOf } from './inventory-digest.js';
import { InventoryStore } from './inventory.store.js';
import type { NewInventory, StoredInventory } from './inventory.store.js';

interface Reported {
  readonly probeId: string;
  readonly inventory: Inventory;
  readonly at: Date;
}

/** Stores what hosts are made of. A signal only when something lasting changed; a late report changes nothing. */
@Injectable()
export class InventoryWriter {
  // Few at a time: one can be half a megabyte.
  private readonly batch = new MicroBatch<Reported>((items) => this.write(items), {
    maxItems: 20,
    waitMs: 50,
    parallel: 2,
  });

  constructor(
    private readonly transactions: Transactions,
    private readonly store: InventoryStore,
    private readonly signals: Signals,
    private readonly neighbours: NeighboursStore,
  ) {}

  /** Resolves after it is stored. That of a probe which does not exist any more is dropped. */
  add(report: Reported): Promise<void> {
    return this.batch.add(report);
  }

  private write(reports: readonly Reported[]): Promise<void> {
    const newest = new Map(reports.map((report) => [report.probeId, report]));
    return this.transactions.worker((tx) => this.writeIn(tx, newest));
  }

  private async writeIn(tx: Tx, reports: ReadonlyMap<string, Reported>): Promise<void> {
    const known = await this.store.lock(tx, [...reports.keys()]);
    const saved: NewInventory[] = [];
    const told: { signal: Signal; context: SignalContext }[] = [];
    for (const stored of known) {
      const report = reports.get(stored.probeId)!;
      if (stored.receivedAt && stored.receivedAt > report.at) continue;
      const digest = digestOf(report.inventory);
      const changed = changedSections(stored.sections, digest);
      const { probeId, tenantId } = stored;
      const withPackages = stored.hash === null || changed.includes('packages');
      saved.push({ probeId, tenantId, at: report.at, inventory: report.inventory, digest, withPackages });
      if (stored.hash !== digest.hash) told.push(toFact(stored, report.at, digest.hash, changed));
    }
    await this.store.save(tx, saved);
    await this.neighbours.keepAddresses(
      tx,
      saved.map(({ probeId, tenantId, inventory }) => ({
        ...{ probeId, tenantId, addresses: addressesOf(inventory) },
      })),
    );
    await this.signals.recordAll(tx, told);
  }
}

function toFact(stored: StoredInventory, at: Date, hash: string, changed: readonly string[]) {
  const { probeId, tenantId, hostname } = stored;
  return {
    signal: new InventoryUpdated(probeId, hostname, at, { hash, changed, first: stored.hash === null }),
    context: { actor: { type: 'probe' as const, id: probeId, name: hostname || probeId, tenantId } },
  };
}
