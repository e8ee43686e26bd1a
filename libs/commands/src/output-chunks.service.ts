import { Injectable } from '@nestjs/common';
import { afterCommit, Clock, MicroBatch, Transactions } from '@legator/core';
import type { Tx } from '@legator/core';
import { ChunksStore } from './chunks.store.js';
import type { Printing } from './chunks.store.js';
import type { ReportingProbe } from './dispatch.js';
import { EventHub } from './event-hub.js';
import { EventsStore } from './events.store.js';
import type { NewEvent } from './events.store.js';
import { storable } from './storable.js';

/** A piece of output as a connection hands it over. */
export interface ReportedChunk {
  readonly seq: number;
  readonly stream: 'stdout' | 'stderr';
  readonly data: string;
}

interface Item extends ReportedChunk {
  readonly id: string;
  readonly probeId: string;
}

/** What the column holds; nobody prints that often. */
const MAX_SEQ = 2_147_483_647;
/** Characters of output in one transaction. */
const MAX_BATCH_LENGTH = 8 * 1024 * 1024;

/** Keeps output while it appears: in the order of its numbers, each once, from the probe that owns the dispatch only. */
@Injectable()
export class OutputChunks {
  private readonly batch = new MicroBatch<Item, boolean>((items) => this.flush(items), {
    maxItems: 1_000,
    waitMs: 5,
    parallel: 1,
  });
  private readonly pending = new Map<string, Promise<unknown>>();

  constructor(
    private readonly transactions: Transactions,
    private readonly store: ChunksStore,
    private readonly events: EventsStore,
    private readonly hub: EventHub,
    private readonly clock: Clock,
  ) {}

  /** @returns whether the probe may print for this dispatch: false for another's, and for one that has ended */
  accept(probe: ReportingProbe, dispatchId: string, chunk: ReportedChunk): Promise<boolean> {
    const { seq, stream } = chunk;
    if (seq > MAX_SEQ) return Promise.resolve(false);
    const item = { id: dispatchId, probeId: probe.probeId, seq, stream, data: storable(chunk.data) };
    const added = this.batch.add(item);
    const settled = added
      .catch(() => undefined)
      .then(() => {
        if (this.pending.get(dispatchId) === settled) this.pending.delete(dispatchId);
      });
    this.pending.set(dispatchId, settled);
    return added;
  }

  /** Resolves when all that was accepted of a dispatch so far is written, or could not be. */
  async written(dispatchId: string): Promise<void> {
    await this.pending.get(dispatchId);
  }

  private async flush(items: Item[]): Promise<boolean[]> {
    const known: boolean[] = [];
    for (let at = 0; at < items.length;) {
      const part = items.slice(at, at + fitting(items, at));
      known.push(...(await this.transactions.worker((tx) => this.write(tx, part))));
      at += part.length;
    }
    return known;
  }

  private async write(tx: Tx, items: readonly Item[]): Promise<boolean[]> {
    const printing = await this.store.lock(tx, items);
    const last = new Map([...printing.values()].map(({ id, lastChunk }) => [id, lastChunk]));
    const events: NewEvent[] = [];
    const known = items.map(({ id, probeId }) => printing.get(id)?.probeId === probeId);
    const ordered = items.filter((_item, at) => known[at]).toSorted((a, b) => a.seq - b.seq);
    for (const item of ordered) {
      if (item.seq <= last.get(item.id)!) continue;
      last.set(item.id, item.seq);
      events.push(toEvent(printing.get(item.id)!, item));
    }
    if (events.length === 0) return known;
    await this.events.appendOutput(tx, events, this.clock.now());
    await this.store.advance(
      tx,
      [...last].map(([id, lastChunk]) => ({ id, lastChunk })),
    );
    afterCommit(tx, () => this.hub.changed(events));
    return known;
  }
}

function toEvent({ tenantId, requestId }: Printing, { stream, data, seq }: Item): NewEvent {
  return { tenantId, requestId, kind: 'output', stream, data, chunkSeq: seq };
}

/** How many of the items from `at` go into one transaction; one at least. */
function fitting(items: readonly Item[], at: number): number {
  let length = 0;
  let count = 0;
  while (
    at + count < items.length &&
    (count === 0 || length + items[at + count]!.data.length <= MAX_BATCH_LENGTH)
  ) {
    length += items[at + count]!.data.length;
    count += 1;
  }
  return count;
}
