import type { BaseMessage, ToolMessage } from '@langchain/core/messages';
import type { Said, TurnAtWork } from '../turns/turn.js';
import type { LangChain } from './langchain.js';
import { quoted } from '../untrusted/quoted.js';
import { tokensOf } from './loop-limits.js';

/** Whether a result says that the person has to answer first, so that the turn ends with it. */
export function isQuestion(message: BaseMessage): boolean {
  return message.additional_kwargs[ASKED] === true;
}

/** Of one answer that is told again. */
const MOST_SAID = 12_000;

/** Travels with a result; no provider is told of it. */
export const ASKED = 'legator_asked';

/**
 * What a turn begins with: what was said before as far as it fits, newest first to be kept, what is known of the hosts,
 * and the question once. What others said, and what they were answered, is data: who asks now did not say it.
 */
export function openingMessages(
  { messages }: LangChain,
  turn: Pick<TurnAtWork, 'question' | 'nonce' | 'actor'>,
  { said, briefing, budget }: { said: readonly Said[]; briefing: string; budget: number },
): BaseMessage[] {
  const { HumanMessage, AIMessage } = messages;
  const kept = fitting(said, budget);
  const before = kept.map((one) =>
    one.role === 'user' ? new HumanMessage(toldAgain(turn, one)) : new AIMessage(toldAgain(turn, one)),
  );
  const cut = said.length - kept.length;
  const note = cut > 0 ? `(${cut} earlier messages are not shown.)` : '';
  const known = [briefing, note].filter((text) => text !== '').join('\n\n');
  return [...(known ? [new HumanMessage(known)] : []), ...before, new HumanMessage(turn.question)];
}

function toldAgain(
  { nonce, actor }: Pick<TurnAtWork, 'nonce' | 'actor'>,
  { role, content, untrusted, asker }: Said,
): string {
  const isOwn = asker.type === actor.type && asker.id === actor.id;
  if (!isOwn) {
    const label = role === 'user' ? `said by ${asker.name}` : `answer to ${asker.name}`;
    return quoted(nonce, label, content, MOST_SAID);
  }
  // A table of hosts is a part of an answer, and told again with it: it was quoted nowhere yet.
  return untrusted ? quoted(nonce, 'answer', content, MOST_SAID) : content;
}

function fitting(said: readonly Said[], budget: number): Said[] {
  let left = budget;
  const kept: Said[] = [];
  for (const one of [...said].reverse()) {
    left -= tokensOf(one.content);
    if (left < 0) break;
    kept.unshift(one);
  }
  return kept;
}

/** The same conversation for a model that knows no tools: what it asked for in its own words, and what came of it. */
export function inWords({ messages }: LangChain, conversation: readonly BaseMessage[]): BaseMessage[] {
  const { AIMessage, HumanMessage, ToolMessage } = messages;
  return conversation.map((message) => {
    if (ToolMessage.isInstance(message)) {
      const { content, additional_kwargs } = message;
      return new HumanMessage({ content: textOf(message, content), additional_kwargs });
    }
    if (!AIMessage.isInstance(message) || !message.tool_calls?.length) return message;
    const asked = message.tool_calls.map(({ name, args }) =>
      JSON.stringify(name === 'run_command' ? args : { tool: name, input: args }),
    );
    const content = [message.text, ...asked].filter((text) => text !== '').join('\n');
    return new AIMessage({ content, additional_kwargs: message.additional_kwargs });
  });
}

function textOf({ name, text }: ToolMessage, content: unknown): string {
  const result = typeof content === 'string' ? content : text;
  return name === 'run_command' ? result : `[Result of ${name}]\n${result}`;
}

/** Shortens the oldest results until all of it fits into so many tokens; nothing else is touched. */
export function fitted(
  { messages }: LangChain,
  conversation: readonly BaseMessage[],
  budget: number,
): BaseMessage[] {
  let over = conversation.reduce((sum, { text }) => sum + tokensOf(text), 0) - budget;
  if (over <= 0) return [...conversation];
  const last = conversation.length - 1;
  return conversation.map((message, at) => {
    if (over <= 0 || at === last || !messages.ToolMessage.isInstance(message)) return message;
    over -= tokensOf(message.text);
    const { tool_call_id, name, status, additional_kwargs } = message;
    const content = '[This result was left out to make room. Call the tool again if you need it.]';
    return new messages.ToolMessage({ tool_call_id, name, status, additional_kwargs, content });
  });
}
