import { Injectable, Logger } from '@nestjs/common';
import { DomainError, runWith, systemActor, Transactions } from '@legator/core';
import type { LocalType } from './directive-type.js';
import type { Directive } from './directive.js';
import { Outcomes } from './outcomes.service.js';
import { RunnerStore } from './runner.store.js';
import type { End } from './runner.store.js';

/** A runner that is not heard of for this long has lost its work. */
export const LEASE_SECONDS = 60;
const RENEW_MS = 20_000;

/** Runs the control plane's own directives, outside any transaction, under a lease that is renewed while they last. */
@Injectable()
export class LocalRuns {
  private readonly logger = new Logger('directives');
  private readonly running = new Map<string, { stop: AbortController; done: Promise<void> }>();

  constructor(
    private readonly transactions: Transactions,
    private readonly store: RunnerStore,
    private readonly outcomes: Outcomes,
  ) {}

  run(runner: string, type: LocalType<never>, directive: Directive): void {
    const stop = new AbortController();
    const renewal = setInterval(() => this.renew(runner, directive.id), RENEW_MS);
    const done = this.execute(type, directive, stop.signal).finally(() => {
      clearInterval(renewal);
      this.running.delete(directive.id);
    });
    this.running.set(directive.id, { stop, done });
  }

  /** Asks the work to stop, if it runs here; how it ends is its own decision. */
  cancel(directiveId: string): void {
    this.running.get(directiveId)?.stop.abort();
  }

  async stop(): Promise<void> {
    for (const { stop } of this.running.values()) stop.abort();
    await Promise.allSettled([...this.running.values()].map(({ done }) => done));
  }

  private async execute(type: LocalType<never>, directive: Directive, stop: AbortSignal): Promise<void> {
    const end = await runWith({ actor: systemActor(directive.tenantId) }, () =>
      attempt(type, directive, stop),
    );
    // Not stored means not ended: the lease runs out and the work is settled then.
    await this.transactions
      .worker((tx) => this.outcomes.finish(tx, [end]))
      .catch((error: unknown) =>
        this.logger.error({ err: error }, `The end of ${directive.id} could not be stored.`),
      );
  }

  private renew(runner: string, id: string): void {
    this.transactions
      .worker((tx) => this.store.renew(tx, runner, [id], LEASE_SECONDS))
      .catch(() => undefined);
  }
}

async function attempt(type: LocalType<never>, directive: Directive, stop: AbortSignal): Promise<End> {
  const directiveId = directive.id;
  try {
    const result = await type.execute(directive, directive.payload as never, stop);
    return { directiveId, status: 'succeeded', result };
  } catch (error) {
    if (stop.aborted)
      return { directiveId, status: 'canceled', errorKind: 'canceled', errorMessage: 'It was stopped.' };
    const errorKind = error instanceof DomainError ? error.code : 'error';
    return { directiveId, status: 'failed', errorKind, errorMessage: (error as Error).message };
  }
}
