import { Injectable } from '@nestjs/common';
import { afterCommit, currentContext, notFound, Signals, Transactions } from '@legator/core';
import type { Tx } from '@legator/core';
import { DirectiveControl } from '@legator/directives';
import type { Directive } from '@legator/directives';
import { MAX_TARGETS } from '@legator/contracts';
import type { RolloutView } from '@legator/contracts';
import type { Rollout } from './rollout.js';
import { rolloutView, stateOf } from './rollout-view.js';
import { RolloutWake } from './rollout-wake.js';
import { notPaused, notRunning } from './rollouts.errors.js';
import { RolloutsStore } from './rollouts.store.js';
import { RolloutPaused } from './signals/rollout-paused.signal.js';
import { RolloutResumed } from './signals/rollout-resumed.signal.js';
import { TargetsStore } from './targets.store.js';

/** Hosts that one answer of the API names. */
const SHOWN = 500;

/** What people see of a rollout, and what they can do to it. */
@Injectable()
export class RolloutControl {
  constructor(
    private readonly transactions: Transactions,
    private readonly control: DirectiveControl,
    private readonly store: RolloutsStore,
    private readonly targets: TargetsStore,
    private readonly signals: Signals,
    private readonly wake: RolloutWake,
  ) {}

  /** @throws `not_found` */
  get(id: string): Promise<RolloutView> {
    return this.read(id, SHOWN);
  }

  /** The same with every host of it. @throws `not_found` */
  getWhole(id: string): Promise<RolloutView> {
    return this.read(id, MAX_TARGETS);
  }

  /** Releases nothing more until somebody resumes it; what runs goes on. @throws `rollouts.not_running` */
  pause(id: string, reason: string | undefined): Promise<RolloutView> {
    return this.change(id, async (tx, rollout, directive) => {
      if (rollout.state === 'paused') return rollout;
      if (rollout.state !== 'running') throw notRunning(said(rollout, directive));
      const { name } = currentContext().actor;
      const why = reason ? `${name} paused it: ${reason}` : `${name} paused it.`;
      const paused = await this.store.change(tx, rollout, { state: 'paused', reason: why });
      await this.signals.record(tx, new RolloutPaused(rollout, directive.summary, why));
      return paused;
    });
  }

  /** The time in which the last hosts have to be well begins anew. @throws `rollouts.not_paused` */
  resume(id: string, { ignoreHealth }: { ignoreHealth: boolean }): Promise<RolloutView> {
    return this.change(id, async (tx, rollout, directive) => {
      if (rollout.state !== 'paused') throw notPaused(said(rollout, directive));
      const { name } = currentContext().actor;
      await this.signals.record(tx, new RolloutResumed(rollout, directive.summary, name, ignoreHealth));
      return this.store.change(tx, rollout, {
        ...{ state: 'running', reason: null, waitsFor: null },
        ...{ waveEndedAt: null, wellSince: null, ignoreHealth },
      });
    });
  }

  /** For good: nothing more is released, what runs comes to its own end. Before it began, its request is withdrawn. */
  async stop(id: string, reason: string): Promise<RolloutView> {
    const { directiveId } = await this.transactions.run((tx) => this.find(tx, id));
    await this.control.cancel(directiveId, reason);
    return this.get(id);
  }

  /** How people call these rollouts, where they have to type it. */
  async names(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
    const sizes = await this.store.sizes(tx, ids);
    return new Map([...sizes].map(([id, n]) => [id, n === 1 ? '1 host' : `${n} hosts`]));
  }

  /** Which of these rollouts asked a host for this request. */
  asking(tx: Tx, ids: readonly string[], requestId: string): Promise<string | undefined> {
    return this.targets.rolloutOf(tx, ids, requestId);
  }

  private change(
    id: string,
    work: (tx: Tx, rollout: Rollout, directive: Directive) => Promise<Rollout>,
  ): Promise<RolloutView> {
    return this.transactions.run(async (tx) => {
      const { directiveId } = await this.find(tx, id);
      const directive = await this.control.lock(tx, directiveId);
      const rollout = await this.store.take(tx, directiveId);
      const changed = await work(tx, rollout!, directive);
      afterCommit(tx, () => this.wake.wake());
      return this.show(tx, changed, directive);
    });
  }

  private read(id: string, most: number): Promise<RolloutView> {
    return this.transactions.run(async (tx) => {
      const rollout = await this.find(tx, id);
      return this.show(tx, rollout, await this.control.get(tx, rollout.directiveId), most);
    });
  }

  private async find(tx: Tx, id: string): Promise<Rollout> {
    const found = await this.store.find(tx, id);
    if (!found) throw notFound('rollout', id);
    return found;
  }

  private async show(tx: Tx, rollout: Rollout, directive: Directive, most = SHOWN): Promise<RolloutView> {
    const counts = await this.targets.counts(tx, rollout.id);
    return rolloutView(rollout, directive, counts, await this.targets.shown(tx, rollout.id, most));
  }
}

function said(rollout: Rollout, directive: Directive): string {
  return stateOf(rollout, directive).replace('_', ' ');
}
