import { Injectable } from '@nestjs/common';
import type { CommandEvent } from '@legator/contracts';
import { Bell, Transactions } from '@legator/core';
import { Waiters } from '@legator/directives';
import { EventHub } from './event-hub.js';
import type { StreamKey } from './event-hub.js';
import { EventsStore } from './events.store.js';
import type { EventPage } from './events.store.js';
import { RequestsStore } from './requests.store.js';

/** A lost wake-up delays an event by this much at most. */
const LOOK_AGAIN_MS = 2_000;
const PAGE = 500;
const DAY_MS = 86_400_000;

/** Reads the events of a command: those that are stored, and those to come until the command has ended. */
@Injectable()
export class EventStream {
  constructor(
    private readonly transactions: Transactions,
    private readonly events: EventsStore,
    private readonly requests: RequestsStore,
    private readonly hub: EventHub,
    private readonly waiters: Waiters,
  ) {}

  /** A page of what is stored; nothing for an unknown request id. */
  page(
    key: StreamKey,
    range: { after: number; since?: Date; limit: number },
  ): Promise<EventPage | undefined> {
    return this.transactions.runAs(key.tenantId, (tx) => this.events.page(tx, key.requestId, range));
  }

  /**
   * Everything after `after`, in order. Ends with the last event of a command that has ended, and when `stop` fires;
   * holds no transaction while it waits.
   */
  async *follow(key: StreamKey, after: number, stop: AbortSignal): AsyncGenerator<CommandEvent> {
    const bell = new Bell();
    const unfollow = this.hub.follow(key, () => bell.ring());
    const over = new AbortController();
    stop.addEventListener('abort', () => bell.ring(), { once: true });
    const end = this.end(key, AbortSignal.any([stop, over.signal]), bell);
    try {
      for (let last = after; !stop.aborted;) {
        const ended = end.reached;
        const page = await this.page(key, { after: last, limit: PAGE });
        if (!page) return;
        for (const event of page.events) yield event;
        const newest = page.events.at(-1);
        last = newest?.seq ?? last;
        if (newest?.final && newest.seq === page.latest) return;
        if (page.events.length === PAGE) continue;
        // Looked at after the end was known, so nothing can be missing.
        if (ended) return;
        await bell.rung(LOOK_AGAIN_MS);
      }
    } finally {
      over.abort();
      unfollow();
    }
  }

  /** Learns of the end of what never printed: denied, expired, canceled before it started. */
  private end({ tenantId, requestId }: StreamKey, stop: AbortSignal, bell: Bell): { reached: boolean } {
    const end = { reached: false };
    const learn = async () => {
      const found = await this.transactions.runAs(tenantId, (tx) => this.requests.find(tx, [requestId]));
      const request = found.get(requestId);
      if (request) await this.waiters.wait(tenantId, request.directiveId, DAY_MS, stop);
      end.reached = !stop.aborted;
      bell.ring();
    };
    // Without it the stream still ends with its final event.
    learn().catch(() => undefined);
    return end;
  }
}
