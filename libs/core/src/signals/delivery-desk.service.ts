import { Injectable } from '@nestjs/common';
import type { DeliveryView, SignalHandlerView } from '@legator/contracts';
import { Clock } from '../clock.js';
import { Transactions } from '../database/transactions.js';
import { DomainError, notFound } from '../errors/domain-error.js';
import { DeliveryDeskStore } from './delivery-desk.store.js';
import type { Cursor } from './delivery-desk.store.js';
import { DeliveryRetried } from './delivery-retried.signal.js';
import { HandlerEngine } from './handler-engine.js';
import { SignalHandlers } from './signal-handler.js';
import type { SignalHandler } from './signal-handler.js';
import { SignalHistoryStore } from './signal-history.store.js';
import { Signals } from './signals.service.js';
import { TypeFilter } from './type-filter.js';

/** How handlers fare, and another try where one gave up. */
@Injectable()
export class DeliveryDesk {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: DeliveryDeskStore,
    private readonly history: SignalHistoryStore,
    private readonly handlers: SignalHandlers,
    private readonly engine: HandlerEngine,
    private readonly signals: Signals,
    private readonly clock: Clock,
  ) {}

  async listHandlers(): Promise<SignalHandlerView[]> {
    const [cursors, newest, open] = await this.transactions.run(
      async (tx) =>
        [await this.store.cursors(tx), await this.store.newest(tx), await this.store.open(tx)] as const,
    );
    return this.handlers.all().map(({ name, types }) => {
      const cursor = cursors.get(name)?.seq ?? newest;
      const { pending = 0, dead = 0 } = open.find(({ handler }) => handler === name) ?? {};
      return { name, types: types && [...types], cursor, lag: newest - cursor, pending, dead };
    });
  }

  /** Rows exist only for what failed once and for replays; the rest follows from where each cursor stands. */
  async ofSignal(id: string): Promise<DeliveryView[]> {
    return this.transactions.run(async (tx) => {
      const signal = await this.history.find(tx, id);
      if (!signal) throw notFound('signal', id);
      const rows = await this.store.ofSignal(tx, id);
      const cursors = await this.store.cursors(tx);
      const silent = this.handlers
        .all()
        .filter(({ name }) => !rows.some(({ handler, replay_id }) => handler === name && !replay_id))
        .flatMap((handler) => derive(handler, cursors.get(handler.name), signal));
      return [...silent, ...rows].sort((a, b) =>
        a.handler < b.handler ? -1 : a.handler > b.handler ? 1 : 0,
      );
    });
  }

  /** One more attempt, at once. What was delivered is not delivered again this way; that is what a replay is for. */
  async retry(id: string): Promise<DeliveryView> {
    const delivery = await this.transactions.run(async (tx) => {
      const found = await this.store.takeForRetry(tx, id);
      if (!found) throw notFound('delivery', id);
      if (found.view.state === 'delivered') throw alreadyDelivered();
      const retried = await this.store.retryNow(tx, id, this.clock.now());
      await this.signals.record(tx, new DeliveryRetried(id, found.signalId, retried.handler));
      return retried;
    });
    this.engine.wake();
    return delivery;
  }
}

function derive(
  { name, types }: SignalHandler,
  cursor: Cursor | undefined,
  { type, seq }: { type: string; seq?: number },
): DeliveryView[] {
  if (!new TypeFilter(types).matches(type)) return [];
  if (!cursor || seq === undefined || seq > cursor.seq)
    return [{ handler: name, state: 'pending', attempts: 0 }];
  // Older than the handler itself: never meant for it.
  return seq > cursor.startSeq ? [{ handler: name, state: 'delivered', attempts: 1 }] : [];
}

function alreadyDelivered(): DomainError {
  return new DomainError(
    'conflict',
    'signals.already_delivered',
    'This was delivered. To have the handler see it again, replay it.',
  );
}
