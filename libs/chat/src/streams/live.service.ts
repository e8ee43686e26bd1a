import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { ChatEvent, ChatMessage } from '@legator/contracts';
import { Transactions } from '@legator/core';
import type { Actor, Credentials } from '@legator/core';
import { ConversationViews } from '../conversations/conversation-views.js';
import type { Asked } from '../turns/asking.service.js';
import { AccessWatch } from './access-watch.js';
import { ConversationStream } from './conversation-stream.js';
import { ChatSse, clientGone } from './sse.js';

/** After these events a turn is over; only how its commands ended may still come, in parts. */
const LAST = new Set<ChatEvent['type']>(['complete', 'stopped', 'error']);
/** The longest that an answer is waited for in one request, in milliseconds. */
const LONGEST_WAIT_MS = 10 * 60_000;

/** Somebody who reads, and how they proved who they are. */
export interface Listener {
  readonly actor: Actor;
  readonly credentials: Credentials;
}

/** Tells conversations as they go on, by a response that stays open, and waits for answers. */
@Injectable()
export class LiveConversations {
  constructor(
    private readonly transactions: Transactions,
    private readonly stream: ConversationStream,
    private readonly views: ConversationViews,
    private readonly access: AccessWatch,
  ) {}

  /** Everything after a number, until the reader goes, may not any more, or `isLast`. */
  async send(
    { actor, credentials }: Listener,
    response: Response,
    conversationId: string,
    after: number,
    isLast: (event: ChatEvent) => boolean = () => false,
  ): Promise<void> {
    const { over, leave } = this.access.watch(actor, credentials, conversationId);
    const stop = AbortSignal.any([over, clientGone(response)]);
    const sse = new ChatSse(response);
    const key = { tenantId: actor.tenantId, conversationId };
    try {
      for await (const event of this.stream.follow(key, after, stop)) {
        await sse.send(event);
        if (isLast(event)) return;
      }
    } finally {
      leave();
      sse.end();
    }
  }

  /** What becomes of a question, beginning with itself. */
  sendTurn(listener: Listener, response: Response, conversationId: string, asked: Asked): Promise<void> {
    return this.send(listener, response, conversationId, asked.seq - 1, endOf(asked.turnId));
  }

  /** The answer when it is whole, or as far as it is when it waits for a person, or the client goes. */
  async answerTo(
    actor: Actor,
    conversationId: string,
    asked: Asked,
    gone: AbortSignal,
  ): Promise<ChatMessage> {
    const over = new AbortController();
    const timer = setTimeout(() => over.abort(), LONGEST_WAIT_MS);
    const isLast = endOf(asked.turnId);
    const key = { tenantId: actor.tenantId, conversationId };
    try {
      const stop = AbortSignal.any([gone, over.signal]);
      for await (const event of this.stream.follow(key, asked.seq, stop)) {
        const waits = event.type === 'waiting' && event.turn_id === asked.turnId;
        if (waits || isLast(event)) break;
      }
    } finally {
      clearTimeout(timer);
    }
    return this.transactions.run((tx) => this.views.answer(tx, conversationId, asked));
  }
}

function endOf(turnId: string): (event: ChatEvent) => boolean {
  return ({ type, turn_id }) => turn_id === turnId && LAST.has(type);
}
