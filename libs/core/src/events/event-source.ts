import { Injectable } from '@nestjs/common';
import { Transactions } from '../database/transactions.js';
import { DomainError } from '../errors/domain-error.js';
import { FeedStore } from '../signals/feed.store.js';
import { FeedTail } from '../signals/feed-tail.js';
import type { FeedItem } from '../signals/signal.js';
import type { TypeFilter } from '../signals/type-filter.js';

const PAGE = 500;
/** Who is further behind than this reads everything anew, which is quicker. */
const FURTHEST = 10_000;

export interface EventPage {
  readonly items: readonly FeedItem[];
  /** Everything up to here has been looked at. */
  readonly cursor: number;
}

/** Where a reader goes on, and what lies between that and where it was. */
export interface Resumption {
  readonly cursor: number;
  readonly newest: number;
  /** After `from`, up to `to`: whatever happened there is not told. */
  readonly gap?: { readonly from: number; readonly to: number };
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

  /** Where a stream of events begins: after the event its client saw last, else at the newest. */
  async begin(lastEventId: string | undefined): Promise<number> {
    if (lastEventId === undefined) return this.newest();
    if (!/^\d{1,15}$/.test(lastEventId)) {
      throw badCursor(`Last-Event-ID must be the number of an event, not "${lastEventId.slice(0, 64)}".`);
    }
    const from = Number(lastEventId);
    if (!(await this.isAhead(from))) return from;
    throw badCursor(`There is no event ${from} yet. Leave Last-Event-ID out to follow from now on.`);
  }

  /**
   * The same for a client that can read everything anew: instead of a refusal it is told of the gap, and goes on at
   * the newest. A gap are numbers that are not there any more, more of them than anybody wants to be told, or a
   * number nobody gave out, as after the database was set back.
   */
  async resume(lastSeen: number | undefined): Promise<Resumption> {
    if (lastSeen === undefined) {
      const newest = await this.newest();
      return { cursor: newest, newest };
    }
    const ahead = await this.isAhead(lastSeen);
    const newest = await this.newest();
    if (ahead) return { cursor: newest, newest, gap: { from: lastSeen, to: newest } };
    const isThere = newest - lastSeen <= FURTHEST && (await this.isKept(lastSeen + 1));
    if (isThere) return { cursor: lastSeen, newest: Math.max(newest, lastSeen) };
    return { cursor: newest, newest, gap: { from: lastSeen, to: newest } };
  }

  /** The number of the newest event, of whichever tenant. */
  async newest(): Promise<number> {
    if (this.tail.newest >= 0) return this.tail.newest;
    return this.transactions.anonymous((tx) => this.store.newest(tx));
  }

  /** This replica may be a moment behind the one that gave the number out, so the table decides. */
  private async isAhead(seq: number): Promise<boolean> {
    if (seq <= this.tail.newest) return false;
    return seq > (await this.transactions.anonymous((tx) => this.store.newest(tx)));
  }

  /** Whether this number and all after it can still be read. */
  private async isKept(seq: number): Promise<boolean> {
    if (this.tail.after(seq - 1, 0)) return true;
    const oldest = await this.transactions.look((tx) => this.store.oldest(tx));
    return oldest !== undefined && oldest <= seq;
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
