import { Injectable } from '@nestjs/common';
import type { FreezeExecution } from '@legator/contracts';
import {
  afterCommit,
  Clock,
  currentContext,
  invalidAt,
  newId,
  notFound,
  Signals,
  Transactions,
} from '@legator/core';
import { ExecutionFrozen } from './execution-frozen.signal.js';
import { ExecutionUnfrozen } from './execution-unfrozen.signal.js';
import { FreezeStore } from './freeze.store.js';
import type { Freeze } from './freeze.store.js';
import { WakeRunner } from './wake-runner.js';

/** The big red switch: while a scope is frozen nothing new starts in it; what runs goes on. */
@Injectable()
export class Freezes {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: FreezeStore,
    private readonly signals: Signals,
    private readonly runner: WakeRunner,
    private readonly clock: Clock,
  ) {}

  active(): Promise<Freeze[]> {
    return this.transactions.run((tx) => this.store.active(tx));
  }

  /** @throws `invalid` for an end that is past: it would look like a freeze and hold nothing */
  freeze({ scope, reason, until }: FreezeExecution): Promise<Freeze> {
    const { actor } = currentContext();
    if (until && new Date(until) <= this.clock.now()) throw invalidAt('until', 'must lie in the future');
    return this.transactions.run(async (tx) => {
      const freeze = {
        id: newId(),
        tenantId: actor.tenantId,
        scope_type: scope.type,
        scope_id: scope.id,
        reason,
        by_id: actor.id,
        by_name: actor.name,
        until_at: until ? new Date(until) : null,
      };
      await this.store.insert(tx, freeze);
      await this.signals.record(
        tx,
        new ExecutionFrozen(freeze.id, freeze.scope_type, freeze.scope_id, reason, until),
      );
      return this.store.get(tx, freeze.id);
    });
  }

  lift(id: string): Promise<void> {
    const { actor } = currentContext();
    return this.transactions.run(async (tx) => {
      if (!(await this.store.lift(tx, id, actor.name))) throw notFound('active freeze', id);
      await this.signals.record(tx, new ExecutionUnfrozen(id));
      afterCommit(tx, () => this.runner.wake());
    });
  }
}
