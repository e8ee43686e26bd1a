import { Injectable } from '@nestjs/common';
import { Transactions } from '@legator/core';
import type { Turn } from '../turns/turn.js';
import { MessagesStore } from './messages.store.js';

/** Whose words a question is. */
@Injectable()
export class Offers {
  constructor(
    private readonly transactions: Transactions,
    private readonly messages: MessagesStore,
  ) {}

  /**
   * Nobody but the person (null), unless a model put these words before them as a choice. Who answers makes no
   * difference: a press on a button says yes to the words, not to what they would change.
   */
  async proposerOf({
    tenantId,
    conversationId,
    question,
  }: Pick<Turn, 'tenantId' | 'conversationId' | 'question'>): Promise<string | null> {
    const model = await this.transactions.runAs(tenantId, (tx) =>
      this.messages.offeredBy(tx, conversationId, question.trim()),
    );
    return model ?? null;
  }
}
