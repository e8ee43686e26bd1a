import { Injectable, Logger } from '@nestjs/common';
import { Clock, MicroBatch, Transactions } from '@legator/core';
import type { ReportingProbe } from './dispatch.js';
import { DispatchesStore } from './dispatches.store.js';

/** Notes that probes have taken what they were sent, many at a time. */
@Injectable()
export class Acceptances {
  private readonly logger = new Logger('commands');
  private readonly batch = new MicroBatch<{ id: string; probeId: string }>((items) => this.flush(items), {
    maxItems: 1_000,
    waitMs: 5,
    parallel: 1,
  });

  constructor(
    private readonly transactions: Transactions,
    private readonly store: DispatchesStore,
    private readonly clock: Clock,
  ) {}

  /** Never rejects: the result, or the next hello, says the same again. Of another probe's dispatch: changes nothing. */
  async accept({ probeId }: ReportingProbe, dispatchId: string): Promise<void> {
    await this.batch
      .add({ id: dispatchId, probeId })
      .catch((error: Error) => this.logger.warn(`An acceptance was not noted: ${error.message}`));
  }

  private flush(items: { id: string; probeId: string }[]): Promise<void> {
    return this.transactions.worker(async (tx) => {
      await this.store.accept(tx, items, this.clock.now());
    });
  }
}
