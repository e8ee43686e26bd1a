import { Injectable } from '@nestjs/common';
import { Transactions } from '../database/transactions.js';
import { DomainError } from '../errors/domain-error.js';
import { FeedStore } from '../signals/feed.store.js';
import { FeedTail } from '../signals/feed-tail.js';
import type { FeedItem } from '../signals/signal.js';
import type { TypeFilter } from '../signals/type-filter.js';

const PAGE = 500;

export interface EventPage {
  readonly items: readonly FeedItem[];
  /** Everything up to here has been looked at. */
  readonly cursor: number;
}

/** Whose events, and which. */
export interface EventScope {
  readonly tenantId: string;
  readonly filter: TypeFilter;
}

/** Where a stream takes its events from: memory while it keeps up, the table when it is further behind. */
@Injectable()
export class EventSource {
  constructor(
    private readonly tail: FeedTail,
    private readonly transactions: Transactions,
    private readonly store: FeedStore,
  ) {}

  follow(wake: () => void): () => void {
    return this.tail.follow(wake);
  }

  /** Where a stream begins: after the event its client saw last, else at the newest. */
  async begin(lastEventId: string | undefined): Promise<number> {
    if (lastEventId === undefined && this.tail.newest >= 0) return this.tail.newest;
    if (lastEventId !== undefined && !/^\d{1,15}$/.test(lastEventId)) {
      throw badCursor(`Last-Event-ID must be the number of an event, not "${lastEventId.slice(0, 64)}".`);
    }
    const from = Number(lastEventId);
    if (from <= this.tail.newest) return from;
    // This replica may be a moment behind the one that gave the number out, so the table decides.
    const newest = await this.transactions.anonymous((tx) => this.store.newest(tx));
    if (lastEventId === undefined) return newest;
    if (from <= newest) return from;
    throw badCursor(`There is no event ${from} yet. Leave Last-Event-ID out to follow from now on.`);
  }

  /** What comes next, if it is in memory; nothing when the table must be asked. */
  fromMemory(after: number, { tenantId, filter }: EventScope): EventPage | undefined {
    const items = this.tail.after(after, PAGE);
    if (!items) return undefined;
    const wanted = items.filter((item) => item.tenantId === tenantId && filter.matches(item.type));
    return { items: wanted, cursor: items.at(-1)?.seq ?? after };
  }

  /** The same from the table, never beyond what this replica knows, so that both ways meet without a gap. */
  async fromTable(after: number, { tenantId, filter }: EventScope): Promise<EventPage> {
    const upTo = this.tail.newest;
    const items = await this.transactions.runAs(tenantId, (tx) =>
      this.store.page(tx, { after, upTo, limit: PAGE, types: filter.patterns }),
    );
    return { items, cursor: items.length === PAGE ? items.at(-1)!.seq : Math.max(after, upTo) };
  }
}

function badCursor(message: string): DomainError {
  return new DomainError('invalid', 'invalid_request', message, {
    details: [{ path: 'last_event_id', message }],
  });
}
