import { Injectable } from '@nestjs/common';
import { currentContext, shownTo, Transactions } from '@legator/core';
import { HappeningsStore, MOST_FACTS } from './happenings.store.js';
import type { Stretch } from './happenings.store.js';

/** One thing that happened; without what the reader may not know of it. */
export interface Happening {
  readonly id: string;
  readonly at: Date;
  readonly type: string;
  readonly summary: string;
  readonly probeId: string | undefined;
}

export interface Happenings {
  /** By type, most frequent first. */
  readonly counts: readonly { readonly type: string; readonly n: number }[];
  readonly total: number;
  /** There were more than are counted. */
  readonly cut: boolean;
  /** Newest first. */
  readonly newest: readonly Happening[];
}

/** What happened to the whole fleet, or to some of it, within a time. Each fact is told as the feed would tell it. */
@Injectable()
export class FleetHappenings {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: HappeningsStore,
  ) {}

  read(stretch: Stretch, limit: number): Promise<Happenings> {
    const { actor } = currentContext();
    return this.transactions.run(async (tx) => {
      const counts = await this.store.counts(tx, stretch);
      const items = await this.store.newest(tx, stretch, limit);
      const total = counts.reduce((sum, { n }) => sum + n, 0);
      const newest = items.map((item) => {
        const { id, type, summary, occurredAt, probeId, subject } = shownTo(actor, item);
        return {
          id,
          at: occurredAt,
          type,
          summary,
          probeId: probeId ?? (subject.type === 'probe' ? subject.id : undefined),
        };
      });
      return { counts, total, cut: total >= MOST_FACTS, newest };
    });
  }
}
