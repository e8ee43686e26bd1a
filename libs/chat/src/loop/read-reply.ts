import type { AIMessage, AIMessageChunk } from '@langchain/core/messages';
import { randomText } from '@legator/core';
import { endedByLimit } from '@legator/models';
import { brokenAction, closesAll, findAction, wholeAction } from './action-text.js';
import type { WrittenAction } from './action-text.js';
import type { LangChain } from './langchain.js';

export interface ReadReply {
  /** Its words, and its calls under names that no other call of the turn has. */
  readonly message: AIMessage;
  /** So many letters of its text are words for people. */
  readonly prose: number;
  /**
   * `broken`: it broke off within its calls, of which none is in the message. `cut`: within its words. `silent`: before it
   * said anything.
   */
  readonly end: 'whole' | 'broken' | 'cut' | 'silent';
}

interface How {
  readonly round: number;
  /** The model writes calls instead of making them. */
  readonly written: boolean;
  readonly noTools: boolean;
}

/**
 * What a model answered, as the loop goes on with it. Where it wrote a call instead of making it, that counts as made.
 *
 * A library closes what a stream left open, so half a command looks like a whole one: where the limit of an answer ended it,
 * or a call's arguments never close, nothing of it is a call.
 */
export function readReply({ messages }: LangChain, reply: AIMessage, how: How): ReadReply {
  const { text } = reply;
  const made = how.noTools ? [] : (reply.tool_calls ?? []);
  const atLimit = endedByLimit(reply);
  const action = made.length === 0 ? actionIn(text, how) : undefined;
  const half = atLimit && made.length === 0 && !action ? halfAction(text, how) : undefined;
  const broken = !how.noTools && (half !== undefined || !callsAreWhole(reply, atLimit));
  const calls = broken || how.noTools ? [] : action ? [{ name: action.tool, args: action.input }] : made;
  const prose = action?.from ?? half ?? text.length;
  const message = new messages.AIMessage({
    id: reply.id,
    content: text
      .slice(0, prose)
      .replace(/`{3}(json)?\s*$/i, '')
      .trimEnd(),
    tool_calls: calls.map(({ name, args }) => ({
      type: 'tool_call' as const,
      id: `call_${how.round}_${randomText(8)}`,
      name,
      args: plain(args),
    })),
    usage_metadata: reply.usage_metadata,
  });
  if (broken) return { message, prose, end: 'broken' };
  if (!atLimit || calls.length > 0) return { message, prose, end: 'whole' };
  return { message, prose, end: message.text === '' ? 'silent' : 'cut' };
}

function actionIn(text: string, { written }: How): WrittenAction | undefined {
  return written ? findAction(text) : wholeAction(text);
}

/** Where one began that is not whole; of a model that can call tools, where nothing stands before it. */
function halfAction(text: string, { written }: How): number | undefined {
  const from = brokenAction(text);
  return from !== undefined && (written || text.slice(0, from).trim() === '') ? from : undefined;
}

/** Also what says that it ended well may have left the last one open. */
function callsAreWhole(reply: AIMessage, atLimit: boolean): boolean {
  const { tool_calls: calls = [], invalid_tool_calls: unread = [] } = reply;
  if (unread.length > 0 || (atLimit && calls.length > 0)) return false;
  const written = new Map<unknown, string>();
  for (const { index, id, args } of (reply as AIMessageChunk).tool_call_chunks ?? [])
    written.set(index ?? id, (written.get(index ?? id) ?? '') + String(args ?? ''));
  return [...written.values()].every(closesAll);
}

/**
 * Arguments as data. Saved state tells its own objects by the key `lc`, so a model must not be able to write one: it
 * would be brought to life when the state is read back.
 */
export function plain(args: unknown): Record<string, unknown> {
  const copy: unknown = JSON.parse(JSON.stringify(args ?? {}), (key, value: unknown) =>
    key === 'lc' || key === '__proto__' ? undefined : value,
  );
  return typeof copy === 'object' && copy !== null && !Array.isArray(copy)
    ? (copy as Record<string, unknown>)
    : {};
}
