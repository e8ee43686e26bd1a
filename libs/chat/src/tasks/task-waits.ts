import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { asDomainError, Background, Clock, CONFIG, runWith, systemActor, Transactions } from '@legator/core';
import type { Config } from '@legator/core';
import { DirectiveControl } from '@legator/directives';
import { TaskWaitsStore } from './task-waits.store.js';
import type { OverdueTask } from './task-waits.store.js';

const NOT_IN_TIME = 'Nobody approved it within the time that the task waits.';
const EVERY_MS = 1_000;
const BATCH = 100;

/**
 * Withdraws what tasks wait for people too long, so that they go on without it. It looks at the rows as they are: also
 * where whoever asked is gone, and where the server they asked is not there any more.
 */
@Injectable()
export class TaskWaits implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('chat');
  private readonly background = new Background('chat-task-waits', () => this.look(), EVERY_MS);

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly transactions: Transactions,
    private readonly store: TaskWaitsStore,
    private readonly directives: DirectiveControl,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.background.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.background.stop();
  }

  /** What cannot be withdrawn is tried again with the next look, not at once. */
  private async look(): Promise<void> {
    const since = new Date(this.clock.now().getTime() - this.config.taskApprovalWaitMs);
    const overdue = await this.transactions.worker((tx) => this.store.overdue(tx, since, BATCH));
    for (const task of overdue) await this.withdraw(task);
  }

  private async withdraw({ turnId: correlationId, tenantId, directiveIds }: OverdueTask): Promise<void> {
    const context = { actor: systemActor(tenantId), correlationId };
    for (const id of directiveIds)
      await runWith(context, () => this.directives.withdraw(id, NOT_IN_TIME)).catch((error: unknown) =>
        this.logger.warn(`What a task waits for could not be withdrawn: ${asDomainError(error).message}`),
      );
  }
}
