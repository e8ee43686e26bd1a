import { Injectable } from '@nestjs/common';
import { Transactions } from '@legator/core';
import { MessagesStore } from '../conversations/messages.store.js';
import type { Said } from './turn.js';

const MOST_MESSAGES = 40;
const MOST_CHARS = 24_000;
/** What a single message is cut to, unless it is one of the last two. */
const LONGEST = 4_000;

/** What was said in a conversation before a turn, as far as it fits. */
@Injectable()
export class History {
  constructor(
    private readonly transactions: Transactions,
    private readonly messages: MessagesStore,
  ) {}

  /** Oldest first; of what is too much the oldest is left out. */
  async before(tenantId: string, conversationId: string, place: number): Promise<Said[]> {
    const newestFirst = await this.transactions.runAs(tenantId, (tx) =>
      this.messages.before(tx, conversationId, place, MOST_MESSAGES),
    );
    const said: Said[] = [];
    let chars = 0;
    for (const [at, message] of newestFirst.entries()) {
      const content = cut(message.content, at < 2 ? MOST_CHARS / 2 : LONGEST);
      chars += content.length;
      if (chars > MOST_CHARS) break;
      said.unshift({ ...message, content });
    }
    return said;
  }
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most).toWellFormed()} […]`;
}
