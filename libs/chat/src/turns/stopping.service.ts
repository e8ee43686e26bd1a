import { Injectable } from '@nestjs/common';
import { afterCommit, currentContext, may, Transactions } from '@legator/core';
import type { Actor, Tx } from '@legator/core';
import { notYours } from '../conversations/chat.errors.js';
import { ConversationsStore } from '../conversations/conversations.store.js';
import type { ConversationRow } from '../conversations/conversations.store.js';
import { EarlyEndings } from './early-endings.js';
import { TurnsStore } from './turns.store.js';
import type { FoundTurn } from './turns.store.js';
import { Wakers } from './wakers.js';
import { Withdrawal } from './withdrawal.service.js';

export interface Which {
  readonly turnId?: string | undefined;
  /** Also what waits, whatever is at work. */
  readonly all?: boolean;
}

/** Ends turns before they end by themselves; what was said stays, and what has not started never does. */
@Injectable()
export class Stopping {
  constructor(
    private readonly transactions: Transactions,
    private readonly conversations: ConversationsStore,
    private readonly turns: TurnsStore,
    private readonly endings: EarlyEndings,
    private readonly withdrawal: Withdrawal,
    private readonly wakers: Wakers,
  ) {}

  /**
   * One turn, or what is at work and in line, or else what waits. Only whoever asked, whoever began the conversation
   * and administrators stop something; where none is named, those that the caller may.
   * @returns the turns that stop; none when nothing was to stop
   * @throws `not_found`, `chat.not_yours`
   */
  async stop(conversationId: string, which: Which = {}): Promise<string[]> {
    const { actor } = currentContext();
    const { chosen, started } = await this.transactions.run(async (tx) => {
      const conversation = await this.conversations.lock(tx, actor, conversationId);
      const open = await this.turns.lockOpen(tx, conversationId);
      const meant = choose(open, which);
      const chosen = meant.filter((turn) => mayStop(actor, conversation, turn));
      // Who names none means their own; what others asked beside goes on.
      if (meant.length > 0 && chosen.length === 0) throw notYours('stop it');
      await this.end(tx, conversation, chosen, actor);
      const ids = chosen.map(({ id }) => id);
      return { chosen: ids, started: await this.withdrawal.startedBy(tx, ids) };
    });
    await this.withdrawal.withdraw(started);
    return chosen;
  }

  private async end(
    tx: Tx,
    conversation: ConversationRow,
    turns: readonly FoundTurn[],
    actor: Actor,
  ): Promise<void> {
    for (const turn of turns) {
      if (turn.status !== 'working') await this.endings.stop(tx, conversation, turn, actor.name);
      else {
        await this.turns.askToStop(tx, turn.id, actor.name);
        afterCommit(tx, () => this.wakers.stop(turn.id));
      }
    }
  }
}

function choose(open: readonly FoundTurn[], { turnId, all }: Which): readonly FoundTurn[] {
  if (turnId !== undefined) return open.filter(({ id }) => id === turnId);
  const active = open.filter(({ status }) => status !== 'waiting');
  return all || active.length === 0 ? open : active;
}

function mayStop(actor: Actor, conversation: ConversationRow, turn: FoundTurn): boolean {
  const is = (type: string, id: string) => actor.type === type && actor.id === id;
  return (
    may(actor, 'admin') ||
    is(turn.askerType, turn.askerId) ||
    is(conversation.createdByType, conversation.createdById)
  );
}
