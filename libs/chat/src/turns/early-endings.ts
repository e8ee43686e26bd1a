import { Injectable } from '@nestjs/common';
import { afterCommit, Clock, currentContext } from '@legator/core';
import type { Tx } from '@legator/core';
import type { ConversationRow } from '../conversations/conversations.store.js';
import { toMessage } from '../conversations/message-view.js';
import { MessagesStore } from '../conversations/messages.store.js';
import { EventsStore } from '../streams/events.store.js';
import { TurnsStore } from './turns.store.js';
import type { FoundTurn } from './turns.store.js';
import { Wakers } from './wakers.js';

/** Ends turns at which nobody works. */
@Injectable()
export class EarlyEndings {
  constructor(
    private readonly turns: TurnsStore,
    private readonly messages: MessagesStore,
    private readonly events: EventsStore,
    private readonly clock: Clock,
    private readonly wakers: Wakers,
  ) {}

  async stop(tx: Tx, { id: conversationId }: ConversationRow, turn: FoundTurn, by: string): Promise<void> {
    const [at, { tenantId }] = [this.clock.now(), currentContext().actor];
    await this.turns.end(tx, turn.id, { status: 'stopped', errorCode: null, stopBy: by, at });
    const { id: turnId, answerId, place } = turn;
    const message = { id: answerId, tenantId, conversationId, turnId, place, at };
    await this.messages.insert(tx, { ...message, role: 'assistant', content: '', author: null });
    const answer = toMessage((await this.messages.find(tx, answerId))!);
    const body = { type: 'stopped', message: answer, by } as const;
    await this.events.append(tx, conversationId, [{ turnId, at, body }]);
    afterCommit(tx, () => {
      this.wakers.told(conversationId);
      this.wakers.free();
    });
  }
}
