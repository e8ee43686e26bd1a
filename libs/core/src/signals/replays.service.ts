import { Injectable } from '@nestjs/common';
import type { ReplayAnswer, ReplayView, RequestReplay } from '@legator/contracts';
import { currentContext } from '../context/request-context.js';
import { Transactions } from '../database/transactions.js';
import type { Tx } from '../database/transactions.js';
import { DomainError, invalidAt, notFound } from '../errors/domain-error.js';
import { idAt, newId } from '../ids.js';
import { DeliveryDeskStore } from './delivery-desk.store.js';
import { HandlerEngine } from './handler-engine.js';
import { ReplayRequested } from './replay-requested.signal.js';
import { SignalHandlers } from './signal-handler.js';
import type { SignalHandler } from './signal-handler.js';
import { Signals } from './signals.service.js';
import { TypeFilter } from './type-filter.js';

/** One replay goes through at most this many signals. */
export const REPLAY_LIMIT = 50_000;

interface Range {
  readonly types: string[];
  readonly total: number;
  readonly from: number;
  readonly to: number;
}

/** Has a handler go through part of the past again, in the background. */
@Injectable()
export class Replays {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: DeliveryDeskStore,
    private readonly handlers: SignalHandlers,
    private readonly engine: HandlerEngine,
    private readonly signals: Signals,
  ) {}

  async request(input: RequestReplay): Promise<ReplayAnswer> {
    const handler = this.handlers.find(input.handler);
    if (!handler)
      throw invalidAt('handler', `there is no handler ${input.handler}`, 'signals.unknown_handler');
    const { actor } = currentContext();
    const answer = await this.transactions.run(async (tx) => {
      const range = await this.measure(tx, handler, input);
      if (input.dry_run) return { matching: range.total };
      const { types, total, from, to } = range;
      const row = { types, total, fromSeq: from, toSeq: to, handler: handler.name, reason: input.reason };
      const replay = await this.store.addReplay(tx, {
        ...row,
        id: newId(),
        tenantId: actor.tenantId,
        requestedBy: actor.id,
      });
      await this.signals.record(tx, new ReplayRequested(replay.id, handler.name, range, input.reason));
      return { matching: total, replay };
    });
    if (answer.replay) this.engine.wake();
    return answer;
  }

  async find(id: string): Promise<ReplayView> {
    const found = await this.transactions.run((tx) => this.store.findReplay(tx, id));
    if (!found) throw notFound('replay', id);
    return found;
  }

  /** Only what the handler listens to, and of that only what was asked for. */
  private async measure(tx: Tx, handler: SignalHandler, input: RequestReplay): Promise<Range> {
    const counted = await this.store.countTypes(tx, {
      fromSeq: input.from_seq,
      toSeq: input.to_seq,
      fromId: input.from && idAt(new Date(input.from), 'first'),
      toId: input.to && idAt(new Date(input.to), 'last'),
    });
    const filters = [new TypeFilter(handler.types), new TypeFilter(input.types)];
    const wanted = counted.filter(({ type }) => filters.every((filter) => filter.matches(type)));
    const total = wanted.reduce((sum, { count }) => sum + count, 0);
    if (total > REPLAY_LIMIT) throw tooMany(total);
    // A window of time becomes the range of numbers it spans; what was recorded at its very edges may ride along.
    const from = total === 0 ? 0 : Math.min(...wanted.map(({ first }) => first));
    const to = Math.max(0, ...wanted.map(({ last }) => last));
    return { total, types: wanted.map(({ type }) => type), from, to };
  }
}

function tooMany(total: number): DomainError {
  return new DomainError(
    'invalid',
    'signals.replay_too_large',
    `These are ${total} signals; one replay takes ${REPLAY_LIMIT} at most. Ask for a shorter range or fewer types.`,
    { extra: { matching: total, limit: REPLAY_LIMIT } },
  );
}
