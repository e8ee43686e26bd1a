import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { AIMessage, BaseMessage, ToolMessage } from '@langchain/core/messages';
import type { ModelSeat } from '@legator/models';
import { z } from 'zod';
import { proposing } from '../runs/proposing.js';
import type { ChatTool, ToolAnswer } from '../tools/chat-tool.js';
import type { InLine, TurnAtWork, TurnEnd } from '../turns/turn.js';
import { CallsInLine } from './calls-in-line.js';
import type { Call } from './calls-in-line.js';
import type { CheckpointsStore } from './checkpoints.store.js';
import type { LangChain } from './langchain.js';
import type { LoopLimits } from './loop-limits.js';
import { modelFailure } from './loop.errors.js';
import { readReply } from './read-reply.js';
import { SpokenText } from './spoken-text.js';
import { ASKED, fitted, inWords, isQuestion, openingMessages } from './turn-messages.js';
import { turnSaver } from './turn-saver.js';
import { usageOf } from './turn-usage.js';
import { wholeReply } from './whole-reply.js';

/** What one turn needs to go round with one model. */
export interface LoopParts {
  readonly turn: TurnAtWork;
  readonly seat: ModelSeat;
  readonly model: BaseChatModel;
  readonly tools: readonly ChatTool[];
  readonly prompt: string;
  /** Of what is known of the hosts; only asked for when the turn begins. */
  readonly opening: () => Promise<Omit<Parameters<typeof openingMessages>[2], never>>;
  readonly limits: LoopLimits;
}

type Pause = NonNullable<ToolAnswer['pending']>;

/** Supersteps of the graph for each round, and some to begin and to end. */
const STEPS_PER_ROUND = 4;
const CUT = {
  type: 'notice',
  code: 'chat.answer_cut',
  tone: 'warn',
  text: 'The model reached its limit for one answer, so this ends in the middle. Ask it to go on.',
} as const;
/** Part of a model's context that the conversation may fill; the rest is for its answer and the tools' descriptions. */
const SHARE_OF_CONTEXT = 0.75;

/**
 * The loop of one turn with one model: it goes round model and tools, from where the turn's state says it is, until
 * there is an answer or something has to be waited for.
 */
export class TurnLoop {
  /** What the model is saying now. */
  private speaking: SpokenText | undefined;
  /** By the name of the first call of each message. */
  private readonly lines = new Map<string, CallsInLine>();

  constructor(
    private readonly lc: LangChain,
    private readonly store: CheckpointsStore,
    private readonly parts: LoopParts,
  ) {}

  /** @throws whatever the model or a tool throws; the state stays, so that another model can go on from it */
  async run(): Promise<TurnEnd> {
    const { turn } = this.parts;
    const agent = this.agent();
    const config = this.config();
    const state = await agent.getState(config);
    const pauses = pausesIn(state);
    const begun = state.next.length > 0 || hasMessages(state);
    // It had ended, and only that was not written down any more.
    if (begun && state.next.length === 0) return { kind: 'done' };
    const input = begun
      ? pauses.length > 0
        ? new this.lc.graph.Command({ resume: Object.fromEntries(pauses.map(({ id }) => [id, true])) })
        : null
      : { messages: openingMessages(this.lc, turn, await this.parts.opening()) };
    await agent.invoke(input, config);
    const waits = pausesIn(await agent.getState(config)).map(({ pause }) => pause);
    if (waits.length === 0) return { kind: 'done' };
    return {
      kind: 'waiting',
      for: waits.some((one) => one.for === 'approval') ? 'approval' : 'result',
      directiveIds: [...new Set(waits.flatMap(({ directiveIds }) => directiveIds))],
    };
  }

  private config() {
    const { turn, limits } = this.parts;
    return {
      configurable: { thread_id: turn.id },
      signal: turn.abort,
      callbacks: [this.ears()],
      recursionLimit: (limits.rounds + 2) * STEPS_PER_ROUND,
      // Nothing is done by a step that was not saved before: after a crash its calls have the same names again.
      durability: 'sync' as const,
    };
  }

  private agent(): Agent {
    const { agents } = this.lc;
    const { model, tools, prompt } = this.parts;
    const middleware = agents.createMiddleware({
      name: 'turn',
      beforeModel: {
        canJumpTo: ['end'],
        hook: ({ messages }: { messages: BaseMessage[] }) => this.endOnQuestion(messages),
      },
      wrapModelCall: (request, handler) => this.ask(request as never, handler as never),
      wrapToolCall: ({ toolCall, state }) => this.call(toolCall, state.messages),
    });
    return agents.createAgent({
      model,
      tools: tools.map((tool) => this.declare(tool)),
      systemPrompt: new this.lc.messages.SystemMessage(prompt),
      middleware: [middleware],
      checkpointer: turnSaver(this.lc, this.store, this.parts.turn),
    }) as unknown as Agent;
  }

  /** For the model's eyes; the call itself is taken by `call`, which leaves reading the input to the turn. */
  private declare({ name, description, schema }: ChatTool) {
    const { $schema: _, ...json } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
    return this.lc.agents.tool(() => '', { name, description, schema: json as never });
  }

  /** Ended by a question, whichever of the calls it was: the person's answer is the next turn. */
  private endOnQuestion(messages: readonly BaseMessage[]): { jumpTo: 'end' } | undefined {
    const { ToolMessage } = this.lc.messages;
    const round = messages.slice(messages.findLastIndex((message) => !ToolMessage.isInstance(message)) + 1);
    return round.some(isQuestion) ? { jumpTo: 'end' } : undefined;
  }

  private async ask(request: Request, handler: (request: Request) => Promise<AIMessage>): Promise<AIMessage> {
    const { turn, seat, limits } = this.parts;
    const round = roundsOf(request.messages);
    const written = seat.tools === 'text';
    const spent = usageOf(request.messages);
    const noTools = round >= limits.rounds || spent.prompt_tokens + spent.completion_tokens >= limits.tokens;
    const room = Math.floor(seat.contextTokens * SHARE_OF_CONTEXT);
    const conversation = fitted(this.lc, request.messages, room);
    const messages = written ? inWords(this.lc, conversation) : conversation;
    const voices: SpokenText[] = [];
    const spoke = () => voices.some((voice) => voice.spoke);
    const { message, end } = await wholeReply(this.lc, async (more) => {
      const gap = hasSpoken(request.messages) || spoke() ? '\n\n' : '';
      const voice = new SpokenText((chunk) => turn.say(chunk), gap);
      voices.push(voice);
      this.speaking = voice;
      const reply = await handler({
        ...request,
        messages: [...messages, ...(noTools ? [this.lastWord()] : []), ...more],
        ...(written ? { tools: [] } : {}),
        ...(noTools && !written ? { toolChoice: 'none' } : {}),
      });
      const read = readReply(this.lc, reply, { round, written, noTools });
      voice.end(reply.text, read.prose);
      return read;
    }).catch((error: unknown) => {
      if (spoke() && !turn.abort.aborted) turn.say('\n\n');
      throw modelFailure(seat.name, error);
    });
    if (end === 'cut') turn.show(CUT);
    const calls = message.tool_calls?.length ?? 0;
    if (calls > 0) turn.tell({ type: 'tool_calls', count: calls });
    turn.note({ usage: usageOf([...request.messages, message]), rounds_used: round + (calls > 0 ? 1 : 0) });
    return message;
  }

  private lastWord(): BaseMessage {
    const content = 'No more tools now. Answer with what you have, and say what is missing.';
    return new this.lc.messages.HumanMessage(content);
  }

  /** Hears each word as it comes; being there makes a model stream. */
  private ears() {
    const { CallbackHandler } = this.lc;
    const hear = (token: string) => this.speaking?.push(token);
    return new (class extends CallbackHandler {
      override name = 'turn';
      override awaitHandlers = true;
      readonly lc_prefer_streaming = true;
      override handleLLMNewToken(token: string): void {
        if (token) hear(token);
      }
    })();
  }

  /** The same call again, after a pause or a crash, has the same name: it causes nothing twice. */
  private async call(call: Call, messages: readonly BaseMessage[]): Promise<ToolMessage> {
    let answer = await this.lineOf(call, messages).take(call.id!);
    // What the pause gives back says nothing: what became of it is asked of the call itself.
    while (answer.pending) {
      this.lc.graph.interrupt(answer.pending);
      answer = await this.make(call);
    }
    return new this.lc.messages.ToolMessage({
      tool_call_id: call.id!,
      name: call.name,
      content: answer.text,
      status: answer.ok ? 'success' : 'error',
      ...(answer.asked ? { additional_kwargs: { [ASKED]: true } } : {}),
    });
  }

  private async make({ id, name, args }: Call, line?: InLine): Promise<ToolAnswer> {
    const { turn, seat, tools } = this.parts;
    const tool = tools.find((one) => one.name === name);
    if (!tool) return this.noSuchTool(name);
    return proposing(seat.model, () => turn.call(tool.name, args, id!, line));
  }

  /** Of the message that the call stands in; the same for all its calls. */
  private lineOf({ id }: Call, messages: readonly BaseMessage[]): CallsInLine {
    const calls = messages
      .map((message): readonly Call[] => (message as AIMessage).tool_calls ?? [])
      .findLast((ofOne) => ofOne.some((one) => one.id === id))!;
    const key = calls[0]!.id!;
    const line = this.lines.get(key) ?? new CallsInLine(calls, (call, how) => this.make(call, how));
    this.lines.set(key, line);
    return line;
  }

  private noSuchTool(name: string): ToolAnswer {
    const names = this.parts.tools.map((tool) => tool.name).join(', ');
    const text = `There is no tool "${name.slice(0, 64)}". There are: ${names}.`;
    return { ok: false, text, summary: 'No such tool' };
  }
}

interface Agent {
  invoke(input: unknown, config: object): Promise<unknown>;
  getState(config: object): Promise<State>;
}

interface State {
  readonly values: { readonly messages?: readonly BaseMessage[] };
  readonly next: readonly string[];
  readonly tasks: readonly {
    readonly interrupts: readonly { readonly id?: string; readonly value?: unknown }[];
  }[];
}

interface Request {
  readonly messages: BaseMessage[];
  readonly model: BaseChatModel;
  readonly tools?: unknown[];
  readonly toolChoice?: unknown;
}

function pausesIn({ tasks }: State): { id: string; pause: Pause }[] {
  return tasks.flatMap(({ interrupts }) =>
    interrupts.map(({ id, value }) => ({ id: id!, pause: value as Pause })),
  );
}

function hasMessages({ values }: State): boolean {
  return (values.messages?.length ?? 0) > 0;
}

/** Only what this turn asked for has calls; what was said before comes without. */
function roundsOf(messages: readonly BaseMessage[]): number {
  return messages.filter((message) => ((message as AIMessage).tool_calls?.length ?? 0) > 0).length;
}

function hasSpoken(messages: readonly BaseMessage[]): boolean {
  return messages.some(
    (message) => ((message as AIMessage).tool_calls?.length ?? 0) > 0 && message.text !== '',
  );
}
