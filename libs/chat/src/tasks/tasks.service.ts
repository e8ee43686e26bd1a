import { Inject, Injectable } from '@nestjs/common';
import { MAX_TASK_STEPS } from '@legator/contracts';
import type { ChatEvent, ChatMessage, TaskResult, TaskStep } from '@legator/contracts';
import { CONFIG, currentContext, DomainError, invalidAt, Transactions } from '@legator/core';
import type { Config } from '@legator/core';
import { DirectiveControl } from '@legator/directives';
import { ProbesService } from '@legator/fleet';
import { Models } from '@legator/models';
import { TaskTurns } from './task-turns.js';
import type { TaskTurn } from './task-turns.js';
import { TaskSteps } from './task-steps.js';

const NOT_IN_TIME = 'Nobody approved it within the time that the task waits.';

/** Runs tasks as upstream does: a model at work on one host, and whoever asked waits until it is over. */
@Injectable()
export class Tasks {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly models: Models,
    private readonly probes: ProbesService,
    private readonly turns: TaskTurns,
    private readonly steps: TaskSteps,
    private readonly directives: DirectiveControl,
    private readonly transactions: Transactions,
  ) {}

  /**
   * In upstream's order of refusals. When the client goes, the task stops.
   * @throws `service_unavailable` without a model, `not_found`, `invalid` for an empty task, `llm_unavailable`
   */
  async run(probeId: string, task: string, gone: AbortSignal): Promise<TaskResult> {
    if ((await this.models.lineup('task')).length === 0) throw noProvider();
    const { id } = await this.probes.get(probeId);
    if (task.trim() === '') throw invalidAt('task', 'must not be empty');
    const startedAt = new Date().toISOString();
    const turn = await this.turns.begin(id, task);
    const last = await this.follow(turn, gone);
    const steps = await this.steps.of(turn.id);
    const message = this.readEnd(last);
    if ((message.meta?.rounds_used ?? 0) >= MAX_TASK_STEPS) throw tooManySteps();
    return {
      ...{ task, probe_id: id, steps, started_at: startedAt },
      summary: summaryOf(message),
      finished_at: new Date().toISOString(),
      ...errorOf(message, steps),
      conversation_id: turn.conversationId,
    };
  }

  /** To its end; what waits for people too long is withdrawn, and the task goes on without it. */
  private async follow(turn: TaskTurn, gone: AbortSignal): Promise<ChatEvent | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const { actor } = currentContext();
    const over = new AbortController();
    const stopped = AbortSignal.any([gone, over.signal]);
    gone.addEventListener('abort', () => void this.turns.stop(turn).catch(() => undefined), { once: true });
    try {
      for await (const event of this.turns.events(actor.tenantId, turn, stopped)) {
        clearTimeout(timer);
        if (event.type === 'complete' || event.type === 'stopped' || event.type === 'error') return event;
        if (event.type !== 'waiting' || event.for !== 'approval') continue;
        timer = setTimeout(
          () => void this.withdraw(turn).catch(() => undefined),
          this.config.taskApprovalWaitMs,
        );
      }
    } finally {
      clearTimeout(timer);
    }
    return undefined;
  }

  private async withdraw(turn: TaskTurn): Promise<void> {
    const waiting = await this.transactions.run((tx) => this.turns.waitsFor(tx, turn.id));
    for (const id of waiting) {
      const { gate } = await this.transactions.run((tx) => this.directives.get(tx, id));
      if (gate === 'pending') await this.directives.cancel(id, NOT_IN_TIME);
    }
  }

  private readEnd(last: ChatEvent | undefined): ChatMessage {
    if (last?.type === 'complete' || last?.type === 'stopped') return last.message;
    if (last?.type === 'error' && !/^(llm_unavailable$|models\.)/.test(last.code))
      throw new DomainError('bad_gateway', last.code, last.message);
    throw new DomainError(
      'bad_gateway',
      'llm_unavailable',
      last?.type === 'error' ? last.message : 'It was stopped.',
    );
  }
}

function tooManySteps(): DomainError {
  const message = `The task was not done within ${MAX_TASK_STEPS} steps. What it did is in its conversation.`;
  return new DomainError('bad_gateway', 'llm_unavailable', message);
}

function noProvider(): DomainError {
  return new DomainError(
    'unavailable',
    'service_unavailable',
    'No model is connected, so no task can be done.',
  );
}

/** Its prose; what ran is in the steps. */
function summaryOf({ parts }: ChatMessage): string {
  return parts
    .flatMap((part) => (part.type === 'text' ? [part.text] : []))
    .join('\n\n')
    .trim();
}

function errorOf({ state }: ChatMessage, steps: readonly TaskStep[]): { error?: string } {
  if (state === 'stopped') return { error: 'The task was stopped.' };
  const failed = steps.at(-1)?.error;
  return failed === undefined ? {} : { error: failed };
}
