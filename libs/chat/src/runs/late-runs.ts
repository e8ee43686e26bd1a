import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { asDomainError, Background, runWith, systemActor, Transactions } from '@legator/core';
import { LateAnswers } from './late-answers.js';
import { LateRunsStore } from './late-runs.store.js';
import type { LateTurn } from './late-runs.store.js';
import { RunViews } from './run-views.service.js';
import { RunsStore } from './runs.store.js';

const EVERY_MS = 1_000;
const BATCH = 20;

/**
 * Commands that outlive the turn they were asked for in: it was stopped or failed, and what had begun goes on, or waits
 * for a person. Its answer says how they ended, whenever that is.
 */
@Injectable()
export class LateRuns implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('chat');
  private readonly background = new Background('chat-late-runs', () => this.turn(), EVERY_MS);

  constructor(
    private readonly transactions: Transactions,
    private readonly store: LateRunsStore,
    private readonly runs: RunsStore,
    private readonly views: RunViews,
    private readonly answers: LateAnswers,
  ) {}

  onApplicationBootstrap(): void {
    this.background.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.background.stop();
  }

  private async turn(): Promise<boolean> {
    const due = await this.transactions.worker((tx) => this.store.due(tx, BATCH));
    for (const turn of due) {
      const actor = systemActor(turn.tenantId);
      await runWith({ actor, correlationId: turn.id }, () => this.look(turn)).catch((error: unknown) =>
        this.logger.warn(`What a turn had asked for could not be looked at: ${asDomainError(error).message}`),
      );
    }
    return due.length === BATCH;
  }

  private async look(turn: LateTurn): Promise<void> {
    const runs = await this.transactions.run((tx) => this.runs.ofTurn(tx, turn.id));
    const views = await Promise.all(runs.map((run) => this.views.look(run)));
    await this.answers.keep(turn, views);
  }
}
