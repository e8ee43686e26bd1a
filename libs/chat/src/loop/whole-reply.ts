import type { AIMessage, BaseMessage } from '@langchain/core/messages';
import type { LangChain } from './langchain.js';
import type { ReadReply } from './read-reply.js';

const BROKEN = 'it broke off twice before what it wanted to do was whole.';
const SILENT = 'it reached its limit of length before it said anything.';

/**
 * A reply that is no less than it was meant to be. Of one that broke off within a call nothing is done: the model is told
 * so, once, and asked again.
 * @param ask asks the model, with these messages at the end of the conversation
 * @throws Error where it breaks off again, or its limit comes before its first word
 */
export async function wholeReply(
  { messages }: LangChain,
  ask: (more: readonly BaseMessage[]) => Promise<ReadReply>,
): Promise<ReadReply> {
  const { AIMessage, HumanMessage } = messages;
  const first = await ask([]);
  if (first.end !== 'broken') return said(first);
  const { text, usage_metadata: used } = first.message;
  const content =
    'Your reply broke off before its call was whole, so nothing of it was done. Make the call again, shorter, with no words before it.';
  const again = said(await ask([...(text === '' ? [] : [new AIMessage(text)]), new HumanMessage(content)]));
  const message = new AIMessage({
    id: again.message.id,
    // What was said stays said.
    content: [text, again.message.text].filter((words) => words !== '').join('\n\n'),
    tool_calls: again.message.tool_calls,
    usage_metadata: sumOf(used, again.message.usage_metadata),
  });
  return { ...again, message };
}

function said(reply: ReadReply): ReadReply {
  if (reply.end === 'broken') throw new Error(BROKEN);
  if (reply.end === 'silent') throw new Error(SILENT);
  return reply;
}

type Usage = AIMessage['usage_metadata'];

function sumOf(a: Usage, b: Usage): Usage {
  if (!a || !b) return a ?? b;
  return {
    input_tokens: a.input_tokens + b.input_tokens,
    output_tokens: a.output_tokens + b.output_tokens,
    total_tokens: a.total_tokens + b.total_tokens,
  };
}
