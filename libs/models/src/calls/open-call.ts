import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { AIMessage, AIMessageChunk, BaseMessage } from '@langchain/core/messages';
import type { ChatGeneration, ChatGenerationChunk } from '@langchain/core/outputs';
import type { DataBoundary } from '@legator/contracts';
import { DomainError } from '@legator/core';
import type { Profile } from '../profiles/profile.js';
import { noteEnd } from './endings.js';
import { asModelCallFailed, ModelCallFailed } from './model-call-failed.js';
import type { ProviderLine } from './provider-line.js';

/** What a call came to. */
export interface CallOutcome {
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly estimated: boolean;
  readonly latencyMs: number;
  readonly firstTokenMs: number | null;
  /** Nothing when it was answered; `stopped` when whoever asked went away. */
  readonly error: string | null;
}

export interface CallParts {
  readonly profile: Profile;
  readonly boundary: DataBoundary;
  readonly model: BaseChatModel;
  readonly line: ProviderLine;
  /** Of whoever asked, and of the time that it may take. */
  readonly signal: AbortSignal;
  readonly asked: AbortSignal | undefined;
  /** Prepares messages for a provider that our line does not lead to. */
  readonly prepare: (messages: BaseMessage[]) => Promise<BaseMessage[]>;
  readonly record: (outcome: CallOutcome) => Promise<void>;
  /** Milliseconds. */
  readonly now: () => number;
}

/** One call of a model, from its beginning to the row that says what it came to. */
export class OpenCall {
  private readonly began: number;
  private firstAt: number | undefined;
  private promptTokens = 0;
  private completionTokens = 0;
  private answered = 0;
  private finished = false;
  private ended = false;

  constructor(private readonly parts: CallParts) {
    this.began = parts.now();
  }

  get model(): BaseChatModel {
    return this.parts.model;
  }

  get signal(): AbortSignal {
    return this.parts.signal;
  }

  prepared(messages: BaseMessage[]): Promise<BaseMessage[]> {
    return this.parts.prepare(messages);
  }

  /** A piece of the answer, or all of it. */
  saw(generation: ChatGeneration | ChatGenerationChunk | undefined): void {
    if (!generation) return;
    const { message, generationInfo } = generation;
    const usage = (message as AIMessage | AIMessageChunk).usage_metadata;
    this.promptTokens += usage?.input_tokens ?? 0;
    this.completionTokens += usage?.output_tokens ?? 0;
    const size = sizeOf(message);
    this.answered += size;
    if (noteEnd(message, generationInfo)) this.finished = true;
    if (size > 0) this.firstAt ??= this.parts.now();
  }

  /** Libraries take the end of a line for the end of an answer. @throws ModelCallFailed where it was none */
  checkEnded(): void {
    if (this.finished) return;
    if (this.answered === 0 && this.promptTokens === 0)
      throw new ModelCallFailed('not_understood', 'what it sent is no answer.');
    throw new ModelCallFailed('cut_off', 'its answer ended in the middle.');
  }

  async settle<T>(work: () => Promise<T>, messages: BaseMessage[]): Promise<T> {
    let result: T;
    try {
      result = await work();
    } catch (error) {
      return (await this.end(messages, error)) as never;
    }
    await this.end(messages, undefined);
    return result;
  }

  /** Writes down what it came to, once. @throws what the call failed with, in our own words */
  async end(messages: BaseMessage[], error: unknown, done = true): Promise<void> {
    if (this.ended) return;
    this.ended = true;
    const stopped = this.parts.asked?.aborted === true || (!done && error === undefined);
    const failed = error === undefined ? undefined : this.failureOf(error);
    await this.parts.record(this.outcome(messages, stopped ? 'stopped' : (failed?.failure ?? null)));
    if (error === undefined) return;
    // What whoever asked has ended is no failure of the provider.
    if (stopped || error instanceof DomainError) throw error as Error;
    throw failed!.toDomainError(this.parts.profile.name);
  }

  /** Libraries bury the cause, so what the line saw and what the clock says count before what they throw. */
  private failureOf(error: unknown): ModelCallFailed {
    const { signal, line } = this.parts;
    return asModelCallFailed(line.failure ?? (signal.aborted ? signal.reason : error));
  }

  private outcome(messages: BaseMessage[], error: string | null): CallOutcome {
    const now = this.parts.now();
    const told = this.promptTokens + this.completionTokens > 0;
    const sent = messages.reduce((sum, message) => sum + sizeOf(message), 0);
    // Where nothing came back nothing is charged, and so nothing is guessed.
    const guess = !told && this.answered > 0;
    return {
      promptTokens: guess ? Math.ceil(sent / 4) : this.promptTokens,
      completionTokens: guess ? Math.ceil(this.answered / 4) : this.completionTokens,
      estimated: guess,
      latencyMs: Math.round(now - this.began),
      firstTokenMs: this.firstAt === undefined ? null : Math.round(this.firstAt - this.began),
      error,
    };
  }
}

/** Characters of text and of calls of tools. */
function sizeOf(message: BaseMessage): number {
  const { content } = message;
  const text = typeof content === 'string' ? content.length : JSON.stringify(content ?? []).length;
  const { tool_calls: calls, tool_call_chunks: parts } = message as AIMessageChunk;
  const tools = [...(calls ?? []), ...(parts ?? [])];
  return text + (tools.length > 0 ? JSON.stringify(tools).length : 0);
}
