import { Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { Background, Transactions } from '@legator/core';
import type { Tx } from '@legator/core';
import { chained } from './chaining.js';
import { Checkpoints } from './checkpoints.js';
import { SealingStore } from './sealing.store.js';

const BATCH = 1_000;
/** Entries wait this long for others, because a batch costs the same for one as for fifty. */
const SETTLE_MS = 200;
/** So many batches one caller waits for; behind that it is told of entries that are not sealed yet. */
const FLUSH_BATCHES = 50;

/**
 * Moves committed entries from the inbox into the chain of their tenant: each gets the next index, its hash and its
 * link. A batch is one transaction, so a crash at any point leaves every entry in exactly one place.
 *
 * Every replica seals what it appended a moment after it is committed, and looks once a second for what a dead one left;
 * the lock of one row lets them in one after the other. Nobody waits for it to answer a request.
 */
@Injectable()
export class Sealer implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly background = new Background('sealer', () => this.turn(), 1_000, SETTLE_MS);

  constructor(
    private readonly transactions: Transactions,
    private readonly store: SealingStore,
    private readonly checkpoints: Checkpoints,
  ) {}

  onApplicationBootstrap(): void {
    this.background.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.background.stop();
  }

  /** There may be something to seal. */
  wake(): void {
    this.background.wake();
  }

  /** Seals what is committed now, as far as that is a matter of seconds. */
  async flush(): Promise<void> {
    for (let batches = 0; batches < FLUSH_BATCHES; batches += 1) if (!(await this.turn())) return;
  }

  /** One batch; true when there may be more. */
  private async turn(): Promise<boolean> {
    const { sealed, signed } = await this.transactions.sealer((tx) => this.sealBatch(tx));
    this.checkpoints.remember(signed);
    return sealed === BATCH;
  }

  private async sealBatch(tx: Tx) {
    // Under read committed the rows are read after the lock was given, so what the one before sealed is gone.
    if (!(await this.store.takeTurn(tx))) return { sealed: 0, signed: [] };
    const rows = await this.store.waiting(tx, BATCH);
    if (rows.length === 0) return { sealed: 0, signed: [] };
    const tenants = [...new Set(rows.map(({ tenant_id }) => tenant_id))];
    const batch = chained(rows, await this.store.heads(tx, tenants));
    await this.store.seal(tx, batch);
    return { sealed: rows.length, signed: await this.checkpoints.signLong(tx, batch.heads) };
  }
}
