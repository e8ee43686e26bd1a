import { Injectable, Logger } from '@nestjs/common';
import { ActingFor } from '@legator/auth';
import type { ChatVia } from '@legator/contracts';
import { asDomainError, Clock, DomainError, runWith, Transactions } from '@legator/core';
import type { Actor } from '@legator/core';
import { askerGone, keepsFailing, turnOver } from '../conversations/chat.errors.js';
import { EventsStore } from '../streams/events.store.js';
import { Answer } from './answer.js';
import { Answerers } from './answerers.js';
import { History } from './history.service.js';
import { Interruption } from './interruption.js';
import { Journal } from './journal.js';
import { ToolCalls } from './tool-calls.js';
import { TurnRecord } from './turn-record.js';
import type { Hold, TakenTurn } from './turn-row.js';
import type { TurnEnd } from './turn.js';
import { WorkingTurn } from './working-turn.js';

/** So often a turn may be left by whoever worked at it, and so often it may be taken up at all. */
const MOST_TAKEOVERS = 3;
const MOST_ATTEMPTS = 50;

/** Leads one turn from being taken up to its end, or to where it waits. */
@Injectable()
export class TurnRunner {
  private readonly logger = new Logger('chat');

  constructor(
    private readonly people: ActingFor,
    private readonly answerers: Answerers,
    private readonly transactions: Transactions,
    private readonly record: TurnRecord,
    private readonly events: EventsStore,
    private readonly calls: ToolCalls,
    private readonly past: History,
    private readonly clock: Clock,
  ) {}

  /** Opens it: says who asks, with what they may do now, and what was said of it before. */
  async open(row: TakenTurn, by: string): Promise<WorkingTurn> {
    const { tenantId, conversationId } = row;
    const startedAt = performance.now();
    const hold: Hold = { turnId: row.id, by, attempt: row.attempt };
    const asker = { type: row.askerType, id: row.askerId, tenantId };
    const actor = await this.people.actorOf(asker);
    const pieces =
      row.attempt > 1
        ? await this.transactions.runAs(tenantId, (tx) => this.events.pieces(tx, [row.id]))
        : [];
    const journal: Journal = new Journal(
      (events) => this.record.tell(turn, events),
      (error) => turn.interrupt(this.lost(row, error)),
      () => this.clock.now(),
    );
    const history = () => this.past.before(tenantId, conversationId, row.place);
    const turn: WorkingTurn = new WorkingTurn(row, actor ?? nobody(row), {
      ...{ journal, calls: this.calls, history, answer: Answer.of(pieces), startedAt, hold },
    });
    if (!actor) turn.interrupt(new Interruption('lost', '', askerGone()));
    return turn;
  }

  /** Never throws; when it resolves, the turn is over, waits, or is somebody else's. */
  async run(turn: WorkingTurn): Promise<void> {
    try {
      await this.settle(turn, await this.answer(turn));
    } catch (error) {
      await this.fail(turn, error).catch((why: unknown) => {
        // Its lease runs out, and somebody takes it up again.
        const known = asDomainError(why);
        if (known.code !== turnOver().code) this.logger.warn(`A turn could not be ended: ${known.message}`);
      });
    }
  }

  private async answer(turn: WorkingTurn): Promise<TurnEnd> {
    const { row } = turn;
    if (turn.abort.aborted) throw turn.abort.reason;
    if (row.stopBy !== null) throw new Interruption('stopped', row.stopBy);
    if (row.takeovers > MOST_TAKEOVERS || row.attempt > MOST_ATTEMPTS) throw keepsFailing();
    const via = row.via ?? (await runWith(contextOf(turn), () => this.answerers.choose(turn)));
    await this.record.begin(turn, via);
    return this.answerAs(turn, via);
  }

  /** Ends when the answerer does, or when somebody interrupts: nobody waits for an answerer that does not listen. */
  private answerAs(turn: WorkingTurn, via: ChatVia): Promise<TurnEnd> {
    const interrupted = new Promise<never>((_, reject) => {
      const stop = () => reject(turn.abort.reason as Interruption);
      if (turn.abort.aborted) stop();
      turn.abort.addEventListener('abort', stop, { once: true });
    });
    const answered = runWith(contextOf(turn), () => this.ask(turn, via));
    answered.catch(() => undefined);
    return Promise.race([answered, interrupted]);
  }

  /** Where models fail the rules answer: they ask nobody. */
  private async ask(turn: WorkingTurn, via: ChatVia): Promise<TurnEnd> {
    try {
      return await this.answerers.get(via).answer(turn, turn.row.attempt > 1);
    } catch (error) {
      if (
        via !== 'model' ||
        turn.kind === 'task' ||
        turn.abort.aborted ||
        !isModelFailure(error) ||
        !this.answerers.has('rules')
      )
        throw error;
      turn.show(withoutModel(error));
      turn.note({ via: 'rules' });
      await this.record.begin(turn, 'rules');
      return this.answerers.get('rules').answer(turn, false);
    }
  }

  private async settle(turn: WorkingTurn, end: TurnEnd): Promise<void> {
    // What stops it while its last words are written still counts.
    if (turn.abort.aborted) throw turn.abort.reason;
    if (end.kind === 'done') await this.record.end(turn, { status: 'done' });
    else await this.record.wait(turn, end.for, end.directiveIds);
  }

  private async fail(turn: WorkingTurn, error: unknown): Promise<void> {
    if (error instanceof Interruption) return this.interrupted(turn, error);
    const known = asDomainError(error);
    if (known.code === turnOver().code && turn.abort.reason instanceof Interruption)
      return this.interrupted(turn, turn.abort.reason);
    if (known.kind === 'internal' && !(error instanceof DomainError))
      this.logger.error({ err: error, turnId: turn.id }, 'A turn of a conversation failed.');
    await this.record.end(turn, { status: 'failed', error: known });
  }

  private async interrupted(turn: WorkingTurn, { kind, by, error }: Interruption): Promise<void> {
    if (kind === 'stopped') return this.record.end(turn, { status: 'stopped', by });
    if (error) return this.record.end(turn, { status: 'failed', error });
    const left = await turn.close();
    if (kind === 'releasing') await this.record.release(turn, left);
  }

  private lost(row: TakenTurn, error: unknown): Interruption {
    const known = asDomainError(error);
    if (known.code === turnOver().code) return new Interruption('lost');
    this.logger.error({ err: error, turnId: row.id }, 'What a turn said could not be stored.');
    return new Interruption('lost', '', known);
  }
}

/** Whatever is done for a turn is done as who asked, and traced back to it. */
function contextOf({ actor, id: correlationId }: WorkingTurn) {
  return { actor, correlationId };
}

function isModelFailure(error: unknown): error is DomainError {
  return error instanceof DomainError && /^(llm_unavailable$|models\.)/.test(error.code);
}

function withoutModel({ message }: DomainError) {
  const text = `${message} This was answered without a model.`;
  return { type: 'notice', code: 'chat.without_model', tone: 'warn', text } as const;
}

/** Holds the place of somebody who is gone; may do nothing. */
function nobody(row: TakenTurn): Actor {
  const { askerType, askerId: id, askerName: name, tenantId } = row;
  return { type: askerType as Actor['type'], id, name, tenantId, permissions: [] };
}
