import { Injectable } from '@nestjs/common';
import { RolloutControl } from '@legator/commands';
import { Transactions } from '@legator/core';
import type { Tx } from '@legator/core';
import { DirectiveControl, DirectiveHistory } from '@legator/directives';
import { RunsStore } from '../runs/runs.store.js';
import { StepsStore } from './steps.store.js';

const REASON = 'The conversation that asked for it was stopped.';

/** What turns that stop have asked for. */
export interface Started {
  readonly directiveIds: readonly string[];
  readonly rolloutIds: readonly string[];
}

/** Takes back what turns asked for and no host has begun. */
@Injectable()
export class Withdrawal {
  constructor(
    private readonly transactions: Transactions,
    private readonly steps: StepsStore,
    private readonly runs: RunsStore,
    private readonly history: DirectiveHistory,
    private readonly directives: DirectiveControl,
    private readonly rollouts: RolloutControl,
  ) {}

  /** In the transaction that has locked the turns: what is being asked for is there, or never will be. */
  async startedBy(tx: Tx, turnIds: readonly string[]): Promise<Started> {
    const { directiveIds, rolloutIds } = await this.runs.startedBy(tx, turnIds);
    const named = await this.steps.directivesOf(tx, turnIds);
    return { directiveIds: [...new Set([...directiveIds, ...named])], rolloutIds };
  }

  /** Only what has not started: a command under way is stopped by itself, where it is shown. */
  async withdraw({ directiveIds, rolloutIds }: Started): Promise<void> {
    // One that is under way releases no further host. It may have ended in between: then there is nothing to stop.
    for (const id of rolloutIds) await this.rollouts.stop(id, REASON).catch(() => undefined);
    const found = await this.transactions.run((tx) => this.history.byIds(tx, directiveIds));
    for (const { id, status } of found)
      if (status === 'requested') await this.directives.cancel(id, REASON).catch(() => undefined);
  }
}
