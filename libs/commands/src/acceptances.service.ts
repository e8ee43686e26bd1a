import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { failPoint } from '@legator/contracts';
import { Clock, Transactions } from '@legator/core';
import type { ReportingProbe } from './dispatch.js';
import { DispatchesStore } from './dispatches.store.js';

/** A command that ends within this time is never noted as accepted: its result says more. */
const WAIT_MS = 40;

/**
 * Notes that probes have taken what they were sent, many at a time. Nothing rests on it but what people see while a
 * command runs, and how soon one that was lost is given up: the result, or the next hello, says the same again.
 */
@Injectable()
export class Acceptances implements OnApplicationShutdown {
  private readonly logger = new Logger('commands');
  private waiting = new Map<string, { id: string; probeId: string }>();
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly transactions: Transactions,
    private readonly store: DispatchesStore,
    private readonly clock: Clock,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.waiting.clear();
    await this.writing;
  }

  /** Of another probe's dispatch: changes nothing. */
  accept({ probeId }: ReportingProbe, dispatchId: string): void {
    this.waiting.set(nameOf(dispatchId, probeId), { id: dispatchId, probeId });
    this.timer ??= setTimeout(() => this.flush(), WAIT_MS);
  }

  /** Its result is here: there is nothing left to note. */
  ended({ probeId }: ReportingProbe, dispatchId: string): void {
    this.waiting.delete(nameOf(dispatchId, probeId));
  }

  private flush(): void {
    this.timer = undefined;
    const taken = [...this.waiting.values()];
    this.waiting.clear();
    if (taken.length === 0) return;
    this.writing = this.writing.then(() => this.write(taken));
  }

  private async write(taken: { id: string; probeId: string }[]): Promise<void> {
    try {
      await this.transactions.worker((tx) => this.store.accept(tx, taken, this.clock.now()));
      failPoint('acceptance.noted');
    } catch (error) {
      this.logger.warn(`${taken.length} acceptances were not noted: ${(error as Error).message}`);
    }
  }
}

function nameOf(dispatchId: string, probeId: string): string {
  return `${dispatchId}@${probeId}`;
}
