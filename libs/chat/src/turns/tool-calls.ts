import { Injectable, Logger } from '@nestjs/common';
import { asDomainError, Clock, newId, Transactions } from '@legator/core';
import type { Tx } from '@legator/core';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { turnOver } from '../conversations/chat.errors.js';
import { storable } from '../storable.js';
import { COMMANDING, ToolBox } from '../tools/chat-tool.js';
import type { ChatTool, ToolAnswer } from '../tools/chat-tool.js';
import { StepsStore } from './steps.store.js';
import type { Step, StepStatus } from './steps.store.js';
import { TurnsStore } from './turns.store.js';
import type { InLine } from './turn.js';
import { mostCommands } from './turn-limits.js';
import type { WorkingTurn } from './working-turn.js';

/** Calls that one turn may make, refused ones included. */
const MOST_CALLS = 60;
/** Answers larger than this, in characters, are not kept: the same call again asks the tool again. */
const LARGEST_KEPT = 500_000;
const LONGEST_CALL_ID = 200;
const BEHIND_QUESTION =
  'This was not asked for: the person was asked something before it. Ask for it again when they have answered.';

/** Where a turn's wishes become deeds: each is checked, written down before and after, and done once. */
@Injectable()
export class ToolCalls {
  private readonly logger = new Logger('chat');
  private readonly made = new WeakMap<WorkingTurn, number>();

  constructor(
    private readonly tools: ToolBox,
    private readonly transactions: Transactions,
    private readonly steps: StepsStore,
    private readonly turns: TurnsStore,
    private readonly clock: Clock,
  ) {}

  /**
   * A wrong call is an answer that says so, never an error: whoever made it up may try again.
   * @throws `chat.turn_over` when the turn is
   */
  async call(
    turn: WorkingTurn,
    name: string,
    input: unknown,
    callId: string,
    line: InLine = {},
  ): Promise<ToolAnswer> {
    if (turn.isOver || turn.abort.aborted) throw turnOver();
    const made = (this.made.get(turn) ?? 0) + 1;
    this.made.set(turn, made);
    if (made > MOST_CALLS) return refused(`A turn may make ${MOST_CALLS} calls. Answer with what is known.`);
    if (callId === '' || callId.length > LONGEST_CALL_ID) return refused('This id of a call is of no use.');
    const tool = this.tools.get(name);
    if (!tool) return refused(`There is no tool ${JSON.stringify(name.slice(0, 100))}.`);
    const read = tool.schema.safeParse(input);
    if (!read.success) return this.misread(turn, tool, read.error, callId);
    return this.step(turn, tool, read.data, callId, line);
  }

  /** Whether something may still begin for it, proven in the transaction in which it does. */
  stands(tx: Tx, turn: WorkingTurn): Promise<boolean> {
    return turn.isOver ? Promise.resolve(false) : this.turns.stands(tx, turn.hold);
  }

  /** From what was written down, also by whoever worked at it before. */
  hasCommandedBeside({ tenantId, id }: WorkingTurn, callId: string): Promise<boolean> {
    return this.transactions.runAs(tenantId, (tx) =>
      this.steps.hasBeside(tx, id, { callId, tools: [...COMMANDING] }),
    );
  }

  private async step(
    turn: WorkingTurn,
    tool: ChatTool,
    input: unknown,
    callId: string,
    line: InLine,
  ): Promise<ToolAnswer> {
    // Counted before anything is awaited, so that calls side by side do not all find room.
    const commands = COMMANDING.has(tool.name);
    const held = commands && line.behindQuestion === true;
    const room = !commands || turn.commandsUsed < mostCommands(turn);
    const counted = commands && room && !held;
    if (counted) turn.commandsUsed += 1;
    const { step, created } = await this.begin(turn, tool, input, callId, room && !held);
    if (counted && !created) turn.commandsUsed -= 1;
    if (!step) return refused(held ? BEHIND_QUESTION : usedUp(turn));
    if (step.tool !== tool.name || !isDeepStrictEqual(step.input, asKept(input))) {
      return refused('This id of a call was used for something else. Use a new one.');
    }
    if (step.answer && step.status !== 'pending') {
      await this.askAgain(turn, step.answer);
      return step.answer;
    }
    const title = titleOf(tool, input);
    if (created) turn.tellStep({ type: 'tool_start', tool: tool.name, step_id: callId, title });
    await turn.flush();
    const answer = storable(await this.run(turn, tool, input, { callId, begun: line.begun }));
    if (turn.isOver) throw turnOver();
    await this.end(turn, { step, callId }, answer);
    return answer;
  }

  /** The turn ends with its question. Whoever called before may have died after they kept it and before it was shown. */
  private async askAgain(turn: WorkingTurn, { asked, part }: ToolAnswer): Promise<void> {
    if (!asked || part?.type !== 'question' || turn.answer.asks(part)) return;
    turn.show(part);
    await turn.flush();
  }

  /** Nothing is begun that may not; what was begun before goes on. */
  private begin(
    turn: WorkingTurn,
    tool: ChatTool,
    input: unknown,
    callId: string,
    mayBegin: boolean,
  ): Promise<{ step?: Step; created: boolean }> {
    return this.transactions.runAs(turn.tenantId, async (tx) => {
      // The lock also keeps two calls of one name in line.
      if (!(await this.turns.hold(tx, turn.hold))) throw turnOver();
      const known = await this.steps.find(tx, turn.id, callId);
      if (known || !mayBegin) return { ...(known ? { step: known } : {}), created: false };
      const { id: turnId, tenantId } = turn;
      const kept = asKept(input);
      const [id, at] = [newId(), this.clock.now()];
      await this.steps.begin(tx, { id, tenantId, turnId, callId, tool: tool.name, input: kept, at });
      const step = { id, tool: tool.name, input: kept, status: 'running' as const, answer: null };
      return { step, created: true };
    });
  }

  private async run(
    turn: WorkingTurn,
    tool: ChatTool,
    input: unknown,
    { callId, begun }: { callId: string; begun: InLine['begun'] },
  ): Promise<ToolAnswer> {
    const stopped = new Promise<never>((_, reject) => {
      turn.abort.addEventListener('abort', () => reject(turnOver()), { once: true });
    });
    stopped.catch(() => undefined);
    try {
      return await Promise.race([tool.run(input, { turn, callId, ...(begun ? { begun } : {}) }), stopped]);
    } catch (error) {
      if (turn.abort.aborted || turn.isOver) throw turnOver();
      const known = asDomainError(error);
      if (known.kind !== 'internal') return refused(known.message);
      this.logger.error({ err: error, tool: tool.name, turnId: turn.id }, 'A tool of a conversation failed.');
      return refused('This failed on the side of the control plane. Do not try it again.');
    }
  }

  /** What is told of a call carries its name, as its block of the answer does. */
  private async end(
    turn: WorkingTurn,
    { step, callId }: { step: Step; callId: string },
    answer: ToolAnswer,
  ): Promise<void> {
    const kept = JSON.stringify(answer);
    if (answer.untrusted) turn.untrusted = true;
    await this.transactions.runAs(turn.tenantId, async (tx) => {
      if (!(await this.turns.hold(tx, turn.hold))) throw turnOver();
      await this.steps.end(tx, step.id, {
        status: statusOf(answer),
        summary: answer.summary.slice(0, 1_000),
        answer: kept.length <= LARGEST_KEPT ? kept : null,
        directiveIds: answer.pending?.directiveIds ?? [],
        at: this.clock.now(),
      });
      await this.turns.keepProgress(tx, turn.id, turn.progress);
    });
    if (answer.part) turn.show(answer.part);
    const { ok, summary } = answer;
    turn.tellStep({ type: 'tool_result', tool: step.tool, step_id: callId, ok, summary });
    // Once the caller knows that somebody was asked, it does not call again.
    if (answer.asked) await turn.flush();
  }

  private misread(turn: WorkingTurn, tool: ChatTool, error: z.ZodError, step_id: string): ToolAnswer {
    const answer = refused(`The input of ${tool.name} is wrong. ${z.prettifyError(error).slice(0, 1_500)}`);
    turn.tellStep({ type: 'tool_result', tool: tool.name, step_id, ok: false, summary: 'Wrong input' });
    return answer;
  }
}

function statusOf({ ok, pending }: ToolAnswer): StepStatus {
  if (pending) return 'pending';
  return ok ? 'done' : 'failed';
}

function usedUp(turn: WorkingTurn): string {
  return `A turn may ask for ${mostCommands(turn)} commands, and it has. Answer with what is known.`;
}

function refused(text: string): ToolAnswer {
  return { ok: false, text, summary: text.slice(0, 200) };
}

/** As it comes back out of the table. */
function asKept(input: unknown): unknown {
  return JSON.parse(JSON.stringify(storable(input) ?? null)) as unknown;
}

function titleOf(tool: ChatTool, input: unknown): string {
  return storable(tool.title(input)).slice(0, 300);
}
