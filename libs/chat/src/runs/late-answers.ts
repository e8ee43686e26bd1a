import { Injectable } from '@nestjs/common';
import { Clock, Transactions } from '@legator/core';
import { ConversationsStore } from '../conversations/conversations.store.js';
import { toMessage } from '../conversations/message-view.js';
import { MessagesStore } from '../conversations/messages.store.js';
import { EventsStore } from '../streams/events.store.js';
import { inWords } from '../turns/in-words.js';
import { Wakers } from '../turns/wakers.js';
import { latePartsOf } from './late-parts.js';
import { LateRunsStore } from './late-runs.store.js';
import type { LateTurn } from './late-runs.store.js';
import { isEnded } from './run-view.js';
import type { RunView } from './run-view.js';

/** Writes into answers of turns that are over what their commands became since. */
@Injectable()
export class LateAnswers {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: LateRunsStore,
    private readonly conversations: ConversationsStore,
    private readonly messages: MessagesStore,
    private readonly events: EventsStore,
    private readonly clock: Clock,
    private readonly wakers: Wakers,
  ) {}

  /** Says it to whoever follows, too, and in what whoever comes later reads. When all have ended nobody looks again. */
  keep({ id: turnId, conversationId, answerId }: LateTurn, views: readonly RunView[]): Promise<void> {
    return this.transactions.run(async (tx) => {
      await this.conversations.hold(tx, conversationId);
      // Somebody else may have seen their end already, and this would be how they stood before.
      if (!(await this.store.isLate(tx, turnId))) return;
      const answer = await this.messages.find(tx, answerId);
      const { parts, changed } = latePartsOf(answer?.parts ?? [], views);
      if (changed.length > 0) {
        await this.messages.write(tx, answerId, inWords(parts), parts);
        const at = this.clock.now();
        const events = changed.map((part) => ({ turnId, at, body: { type: 'part', part } as const }));
        await this.events.append(tx, conversationId, events);
        this.wakers.toldAfter(tx, conversationId);
      }
      const over = views.every(({ hosts }) => hosts.every(isEnded));
      if (answer && (over || changed.length > 0))
        await this.events.restate(tx, turnId, toMessage(answer, changed.length > 0 ? parts : answer.parts));
      if (over) await this.store.settled(tx, turnId);
    });
  }
}
