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
import type { Tx } from '@legator/core';
import { ExecutionFrozen } from './execution-frozen.signal.js';
import { ExecutionUnfrozen } from './execution-unfrozen.signal.js';
import { FreezeScopes } from './freeze-scopes.js';
import { FreezeStore } from './freeze.store.js';
import type { Freeze } from './freeze.store.js';
import { Recalls } from './recalls.service.js';
import { WakeRunner } from './wake-runner.js';

/**
 * The big red switch: while a scope is frozen nothing new starts in it, and what was handed over and has not begun is
 * asked back; what runs goes on.
 */
@Injectable()
export class Freezes {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: FreezeStore,
    private readonly signals: Signals,
    private readonly runner: WakeRunner,
    private readonly clock: Clock,
    private readonly scopes: FreezeScopes,
    private readonly recalls: Recalls,
  ) {}

  active(): Promise<Freeze[]> {
    return this.transactions.run((tx) => this.store.active(tx));
  }

  /** Those of these scopes that hold now, in the caller's transaction. */
  async of(tx: Tx, type: string, ids: readonly string[]): Promise<Freeze[]> {
    if (ids.length === 0) return [];
    return (await this.store.active(tx)).filter(
      (one) => one.scope_type === type && ids.includes(one.scope_id),
    );
  }

  /** Newest first, those that are over as well. */
  history(limit: number, before?: Date): Promise<Freeze[]> {
    return this.transactions.run((tx) => this.store.history(tx, limit, before));
  }

  /** @throws `invalid` for an end that is past, `not_found` for a site that there is not: it would look like a freeze and hold nothing */
  freeze({ scope, reason, until }: FreezeExecution): Promise<Freeze> {
    const { actor } = currentContext();
    if (until && new Date(until) <= this.clock.now()) throw invalidAt('until', 'must lie in the future');
    return this.transactions.run(async (tx) => {
      // What is about to start waits for this one, or this one for it; nothing slips through between.
      await this.store.shut(tx, actor.tenantId);
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
      await this.scopes.check(tx, scope.type, scope.id);
      await this.store.insert(tx, freeze);
      await this.recalls.under(tx, freeze, actor);
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
