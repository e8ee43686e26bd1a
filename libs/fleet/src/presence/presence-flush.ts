import { Injectable, Logger } from '@nestjs/common';
import { Bus, DomainError, Transactions } from '@legator/core';
import { CLOSE } from '@legator/contracts';
import { announceEviction } from '../probe-eviction.js';
import { VitalsPartitions } from '../vitals/vitals-partitions.js';
import { BeatStore } from './beat.store.js';
import type { Beat } from './beat.store.js';
import { LinkRecorder } from './link-recorder.js';
import type { FactsByProbe } from './link-recorder.js';

const FACTS_PER_TRANSACTION = 2_000;
const BEATS_PER_TRANSACTION = 5_000;

export interface WrittenFacts {
  readonly done: readonly string[];
  /** Probes that were deleted meanwhile. */
  readonly missing: readonly string[];
}

export interface WrittenBeats extends WrittenFacts {
  /** Whose status or connection in the table is not what the beat says. */
  readonly moved: readonly string[];
}

/**
 * Writes presence in large transactions. When the database refuses one (not when it is away), the batch is halved
 * until the one item that cannot be stored stands alone; it is dropped, and the others go on.
 */
@Injectable()
export class PresenceFlush {
  private readonly logger = new Logger('presence');

  constructor(
    private readonly transactions: Transactions,
    private readonly recorder: LinkRecorder,
    private readonly store: BeatStore,
    private readonly partitions: VitalsPartitions,
    private readonly bus: Bus,
  ) {}

  facts(facts: FactsByProbe): AsyncGenerator<WrittenFacts> {
    return this.inBatches([...facts], FACTS_PER_TRANSACTION, async (batch) => {
      const missing = await this.transactions.worker((tx) => this.recorder.record(tx, new Map(batch)));
      return { done: batch.map(([id]) => id), missing };
    });
  }

  beats(beats: readonly Beat[]): AsyncGenerator<WrittenBeats> {
    return this.inBatches(beats, BEATS_PER_TRANSACTION, async (batch) => {
      await this.partitions.ensure(batch.map(({ at }) => at));
      const found = await this.transactions.worker((tx) => this.store.save(tx, batch));
      return { done: batch.map(({ link }) => link.probeId), ...found };
    });
  }

  /** Ends the connection of a probe that does not exist any more. */
  evict(probeId: string): void {
    announceEviction(this.bus, { probeId, code: CLOSE.gone, reason: 'deleted' });
  }

  private async *inBatches<Item, Result>(
    items: readonly Item[],
    size: number,
    write: (batch: readonly Item[]) => Promise<Result>,
  ): AsyncGenerator<Result> {
    for (let at = 0; at < items.length; at += size) {
      const batch = items.slice(at, at + size);
      try {
        yield await write(batch);
      } catch (error) {
        if (!refusesData(error)) throw error;
        if (batch.length > 1) yield* this.inBatches(batch, Math.ceil(batch.length / 2), write);
        else this.logger.error({ err: error }, 'A report of a probe cannot be stored and was dropped.');
      }
    }
  }
}

/** SQLSTATE classes 22 and 23: this data, not this moment. */
function refusesData(error: unknown): boolean {
  if (error instanceof DomainError) return false;
  const code =
    (error as { code?: unknown })?.code ?? (error as { driverError?: { code?: unknown } })?.driverError?.code;
  return typeof code === 'string' && /^2[23]/.test(code);
}
