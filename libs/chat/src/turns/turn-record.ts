import { Injectable } from '@nestjs/common';
import type { ChatEventBody, ChatVia } from '@legator/contracts';
import { afterCommit, Clock, Signals, Transactions } from '@legator/core';
import type { DomainError, Tx } from '@legator/core';
import { turnOver } from '../conversations/chat.errors.js';
import { ConversationsStore } from '../conversations/conversations.store.js';
import { toMessage } from '../conversations/message-view.js';
import { MessagesStore } from '../conversations/messages.store.js';
import { TurnEnded } from '../signals/turn-ended.signal.js';
import { EventsStore } from '../streams/events.store.js';
import { inWords } from './in-words.js';
import type { Told } from './journal.js';
import { TurnsStore } from './turns.store.js';
import { Wakers } from './wakers.js';
import type { WorkingTurn } from './working-turn.js';

/** How a turn is over. */
export type Ending =
  | { readonly status: 'done' }
  | { readonly status: 'stopped'; readonly by: string }
  | { readonly status: 'failed'; readonly error: DomainError };

/**
 * Writes down what becomes of a turn at work. Each write proves in its own transaction that the turn is still held by
 * who writes; from somebody who was thought dead and comes back nothing is taken.
 */
@Injectable()
export class TurnRecord {
  constructor(
    private readonly transactions: Transactions,
    private readonly turns: TurnsStore,
    private readonly conversations: ConversationsStore,
    private readonly messages: MessagesStore,
    private readonly events: EventsStore,
    private readonly signals: Signals,
    private readonly clock: Clock,
    private readonly wakers: Wakers,
  ) {}

  /** The first words of its answer: that there is one, and whose. Again when somebody else answers instead. */
  begin(turn: WorkingTurn, via: ChatVia): Promise<void> {
    turn.via = via;
    return this.held(turn, async (tx) => {
      if (await this.turns.othersSpoke(tx, turn.id)) turn.untrusted = true;
      if (turn.row.via === via) return;
      const { id: turnId, tenantId, conversationId, row } = turn;
      const at = this.clock.now();
      await this.turns.chooseAnswerer(tx, turnId, via);
      const message = { id: row.answerId, tenantId, conversationId, turnId, place: row.place, at };
      await this.messages.insert(tx, { ...message, role: 'assistant', content: '', author: null });
      await this.append(tx, turn, [{ at, body: { type: 'start', via, profile: null } }]);
    });
  }

  tell(turn: WorkingTurn, events: readonly Told[]): Promise<void> {
    return this.held(turn, async (tx) => {
      await this.append(tx, turn, events);
      for (const { body } of events) if (body.type === 'title') await this.retitle(tx, turn, body.title);
    });
  }

  /** It goes on when all of these have ended. Stopped meanwhile, it is over. */
  async wait(
    turn: WorkingTurn,
    reason: 'approval' | 'result',
    directiveIds: readonly string[],
  ): Promise<void> {
    await turn.flush();
    const left = await turn.close();
    await this.held(turn, async (tx, { stopBy }) => {
      if (stopBy !== null) return this.close(tx, turn, { status: 'stopped', by: stopBy }, left);
      const at = this.clock.now();
      await this.keep(tx, turn);
      await this.append(tx, turn, [...left, { at, body: { type: 'waiting', for: reason } }]);
      await this.turns.wait(tx, turn.id, { reason, directiveIds, at });
      afterCommit(tx, () => this.wakers.waits());
    });
  }

  /** What was stopped while its last words were written is not told as done. */
  async end(turn: WorkingTurn, ending: Ending): Promise<void> {
    if (ending.status === 'failed') turn.show(noticeOf(ending.error));
    await turn.flush();
    const left = await turn.close();
    await this.held(turn, (tx, { stopBy }) => {
      const isStopped = ending.status === 'done' && stopBy !== null;
      return this.close(tx, turn, isStopped ? { status: 'stopped', by: stopBy } : ending, left);
    });
  }

  async release(turn: WorkingTurn, left: readonly Told[]): Promise<void> {
    await this.held(turn, async (tx) => {
      await this.append(tx, turn, left);
      await this.turns.keepProgress(tx, turn.id, turn.progress);
      await this.turns.release(tx, turn.hold);
      afterCommit(tx, () => this.wakers.free());
    });
  }

  private async close(tx: Tx, turn: WorkingTurn, ending: Ending, left: readonly Told[]): Promise<void> {
    const at = this.clock.now();
    await this.ensureAnswer(tx, turn, at);
    await this.keep(tx, turn);
    await this.turns.end(tx, turn.id, { ...columnsOf(ending), at });
    await this.append(tx, turn, [...left, { at, body: await this.lastEvent(tx, turn, ending) }]);
    await this.recordEnd(tx, turn, ending);
    afterCommit(tx, () => this.wakers.free());
  }

  private held(
    turn: WorkingTurn,
    work: (tx: Tx, held: { readonly stopBy: string | null }) => Promise<void>,
  ): Promise<void> {
    return this.transactions.runAs(turn.tenantId, async (tx) => {
      await this.conversations.hold(tx, turn.conversationId);
      const held = await this.turns.hold(tx, turn.hold);
      if (!held) throw turnOver();
      await work(tx, held);
      afterCommit(tx, () => this.wakers.told(turn.conversationId));
    });
  }

  private async append(tx: Tx, turn: WorkingTurn, events: readonly Told[]): Promise<void> {
    if (events.length === 0) return;
    const { id: turnId, conversationId } = turn;
    await this.events.append(
      tx,
      conversationId,
      events.map(({ body, at }) => ({ turnId, body, at })),
    );
  }

  private async retitle(tx: Tx, { conversationId }: WorkingTurn, title: string): Promise<void> {
    if ((await this.conversations.titledBy(tx, conversationId)) !== 'person')
      await this.conversations.retitle(tx, conversationId, title.slice(0, 200), 'answer');
  }

  /** One that was stopped before it began has an answer too, though an empty one. */
  private async ensureAnswer(tx: Tx, turn: WorkingTurn, at: Date): Promise<void> {
    const { id: turnId, tenantId, conversationId, row } = turn;
    const message = { id: row.answerId, tenantId, conversationId, turnId, place: row.place, at };
    await this.messages.insert(tx, { ...message, role: 'assistant', content: '', author: null });
  }

  private async keep(tx: Tx, turn: WorkingTurn): Promise<void> {
    const { parts } = turn.answer;
    await this.messages.write(tx, turn.row.answerId, inWords(parts), parts);
    await this.conversations.touch(tx, turn.conversationId, turn.answer.probes());
    await this.turns.keepProgress(tx, turn.id, turn.progress);
  }

  private async lastEvent(tx: Tx, turn: WorkingTurn, ending: Ending): Promise<ChatEventBody> {
    if (ending.status === 'failed') {
      const { code, message } = ending.error;
      return { type: 'error', code, message };
    }
    const message = toMessage((await this.messages.find(tx, turn.row.answerId))!);
    return ending.status === 'done'
      ? { type: 'complete', message }
      : { type: 'stopped', message, by: ending.by };
  }

  private async recordEnd(tx: Tx, turn: WorkingTurn, ending: Ending): Promise<void> {
    const { actor, row, conversationId, probeId } = turn;
    const { status } = ending;
    const signal = new TurnEnded(turn.id, conversationId, {
      ...{ status, probeId, by: row.askerName, via: turn.via, commands: turn.commandsUsed },
      error: ending.status === 'failed' ? ending.error.code : null,
    });
    await this.signals.recordAll(tx, [{ signal, context: { actor, correlationId: turn.id } }]);
  }
}

function columnsOf(ending: Ending) {
  return {
    status: ending.status,
    errorCode: ending.status === 'failed' ? ending.error.code : null,
    stopBy: ending.status === 'stopped' ? ending.by : null,
  };
}

function noticeOf({ code, message }: DomainError) {
  return { type: 'notice', code, tone: 'bad', text: message } as const;
}
