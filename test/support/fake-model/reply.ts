import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** A request as it came in, whole: what it holds is what left. */
export interface Captured {
  readonly dialect: 'openai' | 'anthropic' | 'ollama';
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The bytes, as text. */
  readonly raw: string;
  readonly body: Record<string, unknown>;
  readonly model: string;
  readonly streaming: boolean;
  /** Contents of all messages, system and results of tools included, as one text each. */
  readonly texts: readonly string[];
  /** Names of the tools that the model was offered. */
  readonly tools: readonly string[];
}

export interface ToolCall {
  readonly name: string;
  readonly args: Record<string, unknown>;
  readonly id?: string;
}

/** What the model is to answer. */
export interface Reply {
  readonly text?: string;
  readonly toolCalls?: readonly ToolCall[];
  /** Null: it does not say how many tokens there were. */
  readonly usage?: { readonly prompt: number; readonly completion: number } | null;
  /** Its limit of tokens ended it, says the reason for its end. */
  readonly atLimit?: boolean;
  /** So many letters at the end of its last call's arguments were never written. Ollama sends whole calls only. */
  readonly missing?: number;
  /** Another status than 200; `body` is sent then, or words that fit the status. */
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Nothing is sent before this is settled. */
  readonly after?: Promise<unknown>;
  /** The rest of a stream is not sent before this is settled. */
  readonly middle?: Promise<unknown>;
  /** The line is cut: at once, or in the middle of the answer. */
  readonly hangUp?: 'before' | 'middle';
  /** Sent as it is, instead of anything that makes sense. */
  readonly raw?: string;
}

/** Text alone, a reply, or one that depends on what was asked. */
export type Scripted = string | Reply | ((request: Captured) => string | Reply);

/** One that is whole: every call of a tool has an id of its own, unless the script gave one. */
export interface WholeReply extends Reply {
  readonly id: string;
  readonly text: string;
  readonly toolCalls: readonly Required<ToolCall>[];
}

export function wholeReply(scripted: Scripted, request: Captured): WholeReply {
  const given = typeof scripted === 'function' ? scripted(request) : scripted;
  const reply: Reply = typeof given === 'string' ? { text: given } : given;
  return {
    ...reply,
    id: randomUUID(),
    text: reply.text ?? '',
    toolCalls: (reply.toolCalls ?? []).map((call) => ({ id: `call_${randomUUID()}`, ...call })),
  };
}

/** Words and the blanks after them, so that a stream has several pieces. */
export function piecesOf(text: string): string[] {
  return text.match(/\S+\s*|\s+/g) ?? [];
}

export function usageOf(
  { usage, text }: WholeReply,
  { raw }: Captured,
): { prompt: number; completion: number } {
  return usage ?? { prompt: Math.ceil(raw.length / 4), completion: Math.ceil(text.length / 4) };
}

/** The arguments of a call as they are written. */
export function argumentsOf({ toolCalls, missing = 0 }: WholeReply, call: ToolCall): string {
  const text = JSON.stringify(call.args);
  return call === toolCalls.at(-1) ? text.slice(0, text.length - missing) : text;
}
