import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { Background, DomainError, runWith, systemActor, Transactions } from '@legator/core';
import { Waiters } from '@legator/directives';
import type { Rollout } from './rollout.js';
import { RolloutSteps } from './rollout-steps.service.js';
import { RolloutWake } from './rollout-wake.js';
import { RolloutsStore } from './rollouts.store.js';

type Open = Pick<Rollout, 'id' | 'tenantId' | 'directiveId'>;

/** What passes by itself is tried again; anything else a person has to look at. */
const PASSING: readonly string[] = ['unavailable', 'timeout', 'busy'];

/**
 * Moves every rollout on, whenever a directive has ended somewhere, and each second. It remembers nothing: after a death
 * at any moment the rows say how far each one is.
 */
@Injectable()
export class RolloutDriver implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('rollouts');
  private readonly background = new Background('rollouts', () => this.turn(), 1_000, 50);
  private readonly unsubscribe: (() => void)[] = [];

  constructor(
    private readonly transactions: Transactions,
    private readonly store: RolloutsStore,
    private readonly steps: RolloutSteps,
    private readonly rolloutWake: RolloutWake,
    private readonly waiters: Waiters,
  ) {}

  onApplicationBootstrap(): void {
    const wake = () => this.background.wake();
    this.unsubscribe.push(this.rolloutWake.onWake(wake), this.waiters.onEnded(wake));
    this.background.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.unsubscribe.forEach((end) => end());
    await this.background.stop();
  }

  private async turn(): Promise<boolean> {
    let more = false;
    for (const one of await this.transactions.look((tx) => this.store.open(tx)))
      more = (await this.move(one)) || more;
    return more;
  }

  /** One that cannot go on must not keep the others. */
  private async move(rollout: Open): Promise<boolean> {
    const { directiveId } = rollout;
    try {
      return await this.as(rollout, () => this.transactions.run((tx) => this.steps.step(tx, directiveId)));
    } catch (error) {
      this.logger.warn(`Rollout ${rollout.id} did not go on: ${(error as Error).message}`);
      if (!(error instanceof DomainError) || PASSING.includes(error.kind)) return false;
      await this.as(rollout, () =>
        this.transactions.run((tx) => this.steps.halt(tx, directiveId, error.message)),
      ).catch(() => undefined);
      return false;
    }
  }

  private as<T>({ tenantId }: Open, work: () => Promise<T>): Promise<T> {
    return runWith({ actor: systemActor(tenantId) }, work);
  }
}
