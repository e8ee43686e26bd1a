import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { ChatPart } from '@legator/contracts';
import { z } from 'zod';
import { storable } from '../storable.js';
import { ToolBox } from '../tools/chat-tool.js';
import type { ChatTool, ToolAnswer, ToolCall } from '../tools/chat-tool.js';
import type { TurnAtWork } from '../turns/turn.js';
import { RunCalls } from './run-calls.service.js';
import type { RunAnswer } from './run-calls.service.js';
import type { RunTerms } from './run-requests.service.js';
import { asPerson } from './as-person.js';
import { partOf } from './run-view.js';

const Step = z.strictObject({
  title: z.string().trim().min(1).max(200),
  command: z.string().min(1).max(8_000),
  target: z.string().trim().min(1).max(256).optional(),
});
const Input = z.strictObject({
  title: z.string().trim().min(1).max(200),
  steps: z.array(Step).min(1).max(4),
  verify: Step.describe('A command that only looks, and shows whether it worked. Run after the last step.'),
  reason: z.string().trim().max(500).default(''),
});
type Input = z.infer<typeof Input>;
type Step = z.infer<typeof Step>;
type PlanPart = Extract<ChatPart, { type: 'plan' }>;
type StepState = PlanPart['steps'][number]['state'];

/**
 * Several commands in order, shown as a whole before the first. Each is a request of its own with its own verdict; the
 * first that does not succeed ends the plan, and what was reached is verified.
 */
@Injectable()
export class ProposePlanTool implements ChatTool<typeof Input>, OnModuleInit {
  readonly name = 'propose_plan';
  readonly description =
    'Runs up to four commands one after the other, each judged and approved by itself, stops at the first failure, and then verifies with a command that only looks.\n' +
    'Use it for a change of several steps that the person asked for.';
  readonly schema = Input;

  constructor(
    private readonly box: ToolBox,
    private readonly calls: RunCalls,
  ) {}

  onModuleInit(): void {
    this.box.add(this);
  }

  title({ title }: Input): string {
    return title;
  }

  run(input: Input, call: ToolCall): Promise<ToolAnswer> {
    return asPerson(call.turn, () => this.follow(input, call));
  }

  /** From the first step each time: what has ended before says so again, and nothing runs twice. */
  private async follow({ title, steps, verify, reason }: Input, call: ToolCall): Promise<ToolAnswer> {
    const { turn, callId } = call;
    const all = [...steps, verify];
    const plan = { words: wordsOf(steps), others: steps.length - 1, callId };
    const part: PlanPart = { type: 'plan', step_id: callId, title, steps: all.map(planned) };
    turn.show(part);
    const texts: string[] = [];
    let failed = false;
    let untrusted = false;
    for (const [at, step] of all.entries()) {
      const isVerify = at === steps.length;
      if (failed && !isVerify) {
        part.steps[at]!.state = 'skipped';
        continue;
      }
      part.steps[at]!.state = 'running';
      const terms = isVerify ? { lookOnly: true } : { plan: { ...plan, isLater: at > 0 } };
      const { answer, view } = await this.step(step, reason || title, call, { at, terms });
      if (view) part.steps[at]!.run = partOf(view, all.length);
      part.steps[at]!.state = stateOf(answer);
      turn.show(part);
      if (answer.pending || answer.asked) return { ...answer, part: answer.asked ? answer.part! : part };
      texts.push(`${isVerify ? 'Verify' : `Step ${at + 1}`}: ${step.title}\n${answer.text}`);
      untrusted ||= answer.untrusted ?? false;
      failed ||= !isVerify && !answer.ok;
    }
    return this.ended(part, texts.join('\n\n'), failed, untrusted);
  }

  private ended(part: PlanPart, text: string, failed: boolean, untrusted: boolean): ToolAnswer {
    const done = part.steps.slice(0, -1).filter(({ state }) => state === 'succeeded').length;
    const verified = part.steps.at(-1)!.state === 'succeeded';
    const summary = `${part.title}: ${done} of ${part.steps.length - 1} steps, ${verified ? 'verified' : 'not verified'}`;
    const head = failed ? 'A step did not succeed, so those behind it were not run.' : 'All steps have run.';
    return { ok: !failed && verified, text: `${head}\n\n${text}`, summary, part, untrusted };
  }

  private async step(
    { command, target }: Step,
    reason: string,
    { turn, callId }: { turn: TurnAtWork; callId: string },
    { at, terms }: { at: number; terms: Partial<RunTerms> },
  ): Promise<RunAnswer> {
    const ask = { command, target, reason };
    const quiet = { turn: withoutParts(turn), callId: `${callId}.${at + 1}` };
    return this.calls.answer(ask, quiet, terms);
  }
}

/** A step's run is shown within the plan, not beside it. */
function withoutParts(turn: TurnAtWork): TurnAtWork {
  return Object.create(turn, { show: { value: () => undefined } }) as TurnAtWork;
}

/** A yes to a change on many hosts is one to all that the plan does. No other steps have the same words. */
function wordsOf(steps: readonly Step[]): string {
  return JSON.stringify(storable(steps.map(({ command, target = '' }) => [command, target])));
}

function planned({ title, command, target }: Step): PlanPart['steps'][number] {
  return { title, command, target: target ?? '', state: 'planned' };
}

function stateOf({ ok, pending }: ToolAnswer): StepState {
  if (pending) return pending.for === 'approval' ? 'waiting' : 'running';
  return ok ? 'succeeded' : 'failed';
}
