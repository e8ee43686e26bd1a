import { Injectable } from '@nestjs/common';
import type { ChatMessage, SendMessage } from '@legator/contracts';
import { afterCommit, Clock, currentContext, newId, randomText, Signals, Transactions } from '@legator/core';
import type { Actor, Tx } from '@legator/core';
import { tooManyQueued } from '../conversations/chat.errors.js';
import { ConversationsStore } from '../conversations/conversations.store.js';
import type { ConversationRow } from '../conversations/conversations.store.js';
import { toMessage } from '../conversations/message-view.js';
import { MessagesStore } from '../conversations/messages.store.js';
import { titleOf } from '../conversations/title.js';
import { TurnAsked } from '../signals/turn-asked.signal.js';
import { storable, wellFormed } from '../storable.js';
import { EventsStore } from '../streams/events.store.js';
import type { NewEvent } from '../streams/events.store.js';
import type { TurnKind } from './turn.js';
import { TurnsStore } from './turns.store.js';
import { Wakers } from './wakers.js';

/** Questions that may wait in one conversation, beside the one at work. */
export const MOST_QUEUED = 20;

export interface Asked {
  readonly turnId: string;
  readonly answerId: string;
  /** What the person said, as it is stored. */
  readonly message: ChatMessage;
  /** The number of the event with it. */
  readonly seq: number;
}

/** Takes questions: each is stored, with its place in line, before anybody hears that it was. */
@Injectable()
export class Asking {
  constructor(
    private readonly transactions: Transactions,
    private readonly conversations: ConversationsStore,
    private readonly messages: MessagesStore,
    private readonly turns: TurnsStore,
    private readonly events: EventsStore,
    private readonly signals: Signals,
    private readonly clock: Clock,
    private readonly wakers: Wakers,
  ) {}

  /**
   * Somebody says something, as themselves. The same `request_id` again gives the first one back.
   * @throws `not_found`, `chat.queue_full`
   */
  ask(conversationId: string, input: SendMessage, kind: TurnKind = 'chat'): Promise<Asked> {
    const { actor } = currentContext();
    return this.transactions.run(async (tx) => {
      const conversation = await this.conversations.lock(tx, actor, conversationId);
      const known = input.request_id && (await this.turns.byRequest(tx, conversationId, input.request_id));
      if (known) return this.again(tx, known);
      const ahead = await this.turns.ahead(tx, conversationId);
      if (ahead > MOST_QUEUED) throw tooManyQueued(MOST_QUEUED);
      return this.put(tx, conversation, actor, { ...input, kind }, ahead);
    });
  }

  private async put(
    tx: Tx,
    conversation: ConversationRow,
    actor: Actor,
    input: SendMessage & { kind: TurnKind },
    ahead: number,
  ): Promise<Asked> {
    const { id: conversationId, lastSeq, probeId } = conversation;
    const [turnId, messageId, answerId, at] = [newId(), newId(), newId(), this.clock.now()];
    const [place, { tenantId }] = [lastSeq + 1, actor];
    const asker = { type: actor.type, id: actor.id, name: actor.name };
    await this.turns.insert(tx, {
      ...{ id: turnId, tenantId, conversationId, place, asker, messageId, answerId },
      question: wellFormed(input.content),
      target: input.target === undefined ? null : wellFormed(input.target),
      confirmedTargets: input.confirmed_targets ?? 0,
      confirmation: input.confirmation ?? null,
      kind: input.kind,
      requestId: input.request_id ?? null,
      nonce: randomText(12),
      askedAt: at,
    });
    const content = storable(input.content);
    const said = { id: messageId, tenantId, conversationId, turnId, place, content, at };
    await this.messages.insert(tx, { ...said, role: 'user', author: asker });
    const message = toMessage((await this.messages.find(tx, messageId))!);
    const events: NewEvent[] = [{ turnId, at, body: { type: 'message', message } }];
    if (conversation.titledBy === 'nobody') {
      const title = titleOf(content);
      await this.conversations.retitle(tx, conversationId, title, 'question');
      events.push({ turnId, at, body: { type: 'title', title } });
    }
    if (ahead > 0) events.push({ turnId, at, body: { type: 'queued', ahead } });
    await this.events.append(tx, conversationId, events);
    await this.signals.record(tx, new TurnAsked(turnId, conversationId, actor.name, probeId));
    afterCommit(tx, () => this.wakers.asked(conversationId));
    return { turnId, answerId, message, seq: place };
  }

  private async again(
    tx: Tx,
    turn: { id: string; messageId: string; answerId: string; place: number },
  ): Promise<Asked> {
    const row = (await this.messages.find(tx, turn.messageId))!;
    return { turnId: turn.id, answerId: turn.answerId, message: toMessage(row), seq: turn.place };
  }
}
