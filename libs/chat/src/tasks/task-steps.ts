import { Injectable } from '@nestjs/common';
import type { TaskStep } from '@legator/contracts';
import { Transactions } from '@legator/core';
import type { HostRun } from '../runs/run-view.js';
import { RunViews } from '../runs/run-views.service.js';
import { RunsStore } from '../runs/runs.store.js';

/** The commands of a task and how they ended, in upstream's form. */
@Injectable()
export class TaskSteps {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: RunsStore,
    private readonly views: RunViews,
  ) {}

  async of(turnId: string): Promise<TaskStep[]> {
    const runs = await this.transactions.run((tx) => this.store.ofTurn(tx, turnId));
    const views = await Promise.all(runs.map((run) => this.views.look(run)));
    return views.flatMap(({ run: { command, reason }, hosts }) =>
      hosts.map((host) => ({ command, reason, ...endOf(host) })),
    );
  }
}

function endOf({ exit_code, stdout, stderr, duration_ms, state, note }: HostRun) {
  return {
    ...{ exit_code: exit_code ?? -1, stdout, stderr, duration_ms: duration_ms ?? 0 },
    ...(exit_code === null ? { error: note ?? `It ended as ${state}.` } : {}),
  };
}
