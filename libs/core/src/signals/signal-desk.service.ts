import { Injectable } from '@nestjs/common';
import type { PostedSignal, PostSignal, SignalPage, SignalsQuery, SignalView } from '@legator/contracts';
import { Clock } from '../clock.js';
import { currentContext } from '../context/request-context.js';
import { Transactions } from '../database/transactions.js';
import { notFound } from '../errors/domain-error.js';
import { Posted } from './posted.signal.js';
import { checkPosted } from './posted-payload.js';
import { SignalHistoryStore } from './signal-history.store.js';
import { Signals } from './signals.service.js';

/** Where facts are read, and where others state theirs. */
@Injectable()
export class SignalDesk {
  constructor(
    private readonly transactions: Transactions,
    private readonly signals: Signals,
    private readonly history: SignalHistoryStore,
    private readonly clock: Clock,
  ) {}

  list(query: SignalsQuery): Promise<SignalPage> {
    return this.transactions.run((tx) => this.history.list(tx, query));
  }

  async find(id: string): Promise<SignalView> {
    const found = await this.transactions.run((tx) => this.history.find(tx, id));
    if (!found) throw notFound('signal', id);
    return found;
  }

  /** Records a fact from outside. With a key that is known already, the earlier one comes back and nothing is written. */
  post(input: PostSignal): Promise<PostedSignal> {
    checkPosted(input, this.clock.now());
    const context = currentContext();
    const correlationId = input.correlation_id ?? context.correlationId;
    return this.transactions.run(async (tx) => {
      const fact = { signal: new Posted(input), context: { ...context, correlationId } };
      const [recorded] = await this.signals.recordAll(tx, [fact]);
      const signal = await this.history.find(tx, recorded!.id);
      return { signal: signal!, created: !recorded!.existing };
    });
  }
}
