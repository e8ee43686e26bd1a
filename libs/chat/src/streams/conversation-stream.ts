import { Injectable } from '@nestjs/common';
import type { ChatEvent } from '@legator/contracts';
import { Bell, Transactions } from '@legator/core';
import { ChatHub } from './chat-hub.js';
import { EventsStore } from './events.store.js';

/** A lost wake-up delays an event by this much at most. */
const LOOK_AGAIN_MS = 3_000;
const PAGE = 500;

/** Reads a conversation's events: those that are stored, and those to come. */
@Injectable()
export class ConversationStream {
  constructor(
    private readonly transactions: Transactions,
    private readonly events: EventsStore,
    private readonly hub: ChatHub,
  ) {}

  /**
   * Everything after `after`, in order and without gaps. Ends when `stop` fires or the conversation is gone; holds no
   * transaction while it waits or while its reader is slow.
   */
  async *follow(
    { tenantId, conversationId }: { tenantId: string; conversationId: string },
    after: number,
    stop: AbortSignal,
  ): AsyncGenerator<ChatEvent> {
    const bell = new Bell();
    const unfollow = this.hub.follow(conversationId, () => bell.ring());
    const ring = () => bell.ring();
    stop.addEventListener('abort', ring, { once: true });
    try {
      for (let last = after; !stop.aborted;) {
        const page = await this.transactions.runAs(tenantId, (tx) =>
          this.events.after(tx, conversationId, last, PAGE),
        );
        if (!page) return;
        for (const event of page) {
          if (stop.aborted) return;
          yield event;
        }
        last = page.at(-1)?.seq ?? last;
        if (page.length < PAGE) await bell.rung(LOOK_AGAIN_MS);
      }
    } finally {
      unfollow();
      stop.removeEventListener('abort', ring);
    }
  }
}
