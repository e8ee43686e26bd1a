import { Injectable, Logger } from '@nestjs/common';
import { MAX_TASK_STEPS } from '@legator/contracts';
import type { ChatEvent, ChatMessage, TaskResult, TaskStep } from '@legator/contracts';
import { asDomainError, currentContext, DomainError, invalidAt } from '@legator/core';
import { ProbesService } from '@legator/fleet';
import { Models } from '@legator/models';
import { TaskTurns } from './task-turns.js';
import type { TaskTurn } from './task-turns.js';
import { TaskSteps } from './task-steps.js';

/** Runs tasks as upstream does: a model at work on one host, and whoever asked waits until it is over. */
@Injectable()
export class Tasks {
  private readonly logger = new Logger('chat');

  constructor(
    private readonly models: Models,
    private readonly probes: ProbesService,
    private readonly turns: TaskTurns,
    private readonly steps: TaskSteps,
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

  /** To its end, or until the client goes. What waits for people too long is withdrawn by `TaskWaits`. */
  private async follow(turn: TaskTurn, gone: AbortSignal): Promise<ChatEvent | undefined> {
    const { tenantId } = currentContext().actor;
    try {
      for await (const event of this.turns.events(tenantId, turn, gone))
        if (event.type === 'complete' || event.type === 'stopped' || event.type === 'error') return event;
      return undefined;
    } finally {
      // Here and not where the signal fires: there nobody is at work, and nothing may be done on behalf of nobody.
      if (gone.aborted) await this.leave(turn);
    }
  }

  private async leave(turn: TaskTurn): Promise<void> {
    await this.turns.stop(turn).catch((error: unknown) => {
      const { message } = asDomainError(error);
      this.logger.warn(`A task whose client went away could not be stopped: ${message}`);
    });
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
