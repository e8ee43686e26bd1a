import { Injectable, Logger } from '@nestjs/common';
import { Clock, MicroBatch, Transactions } from '@legator/core';
import type { ReportingProbe } from './dispatch.js';
import { DispatchesStore } from './dispatches.store.js';

/** Most commands have ended by then, and a result says all that an acceptance would. */
const HOLD_MS = 25;

interface Held {
  readonly id: string;
  readonly probeId: string;
  readonly done: () => void;
}

/**
 * Notes that probes have taken what they were sent, many at a time, unless the result comes first. Dying in between
 * loses nothing: the probe's next hello, its journal or its result says the same again.
 */
@Injectable()
export class Acceptances {
  private readonly logger = new Logger('commands');
  private held = new Map<string, Held>();
  private readonly batch = new MicroBatch<Held>((items) => this.flush(items), {
    maxItems: 1_000,
    waitMs: 5,
    parallel: 1,
  });

  constructor(
    private readonly transactions: Transactions,
    private readonly store: DispatchesStore,
    private readonly clock: Clock,
  ) {}

  /** Resolves when it is noted or needs no note any more; never rejects. Of another probe's dispatch: changes nothing. */
  accept({ probeId }: ReportingProbe, id: string): Promise<void> {
    if (this.held.size === 0) setTimeout(() => this.letGo(), HOLD_MS);
    const name = nameOf(id, probeId);
    this.held.get(name)?.done();
    return new Promise((done) => this.held.set(name, { id, probeId, done }));
  }

  /** Its result is here. */
  answered({ probeId }: ReportingProbe, id: string): void {
    const name = nameOf(id, probeId);
    this.held.get(name)?.done();
    // An empty map is what starts the next timer, and this one is still under way.
    if (this.held.has(name)) this.held.set(name, ANSWERED);
  }

  private letGo(): void {
    const { held } = this;
    this.held = new Map();
    for (const one of held.values())
      if (one !== ANSWERED)
        void this.batch
          .add(one)
          .catch((error: Error) => this.logger.warn(`An acceptance was not noted: ${error.message}`))
          .finally(one.done);
  }

  private flush(items: Held[]): Promise<void> {
    const taken = items.map(({ id, probeId }) => ({ id, probeId }));
    return this.transactions.worker(async (tx) => {
      await this.store.accept(tx, taken, this.clock.now());
    });
  }
}

const ANSWERED: Held = { id: '', probeId: '', done: () => undefined };

/** As one probe names it: what another says about it is another matter. */
function nameOf(id: string, probeId: string): string {
  return `${id}@${probeId}`;
}
