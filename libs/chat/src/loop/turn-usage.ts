import type { AIMessage, BaseMessage } from '@langchain/core/messages';
import type { ChatMeta } from '@legator/contracts';

/** What the calls of a turn took, by what their messages say; so it is the same after it went on elsewhere. */
export function usageOf(messages: readonly BaseMessage[]): NonNullable<ChatMeta['usage']> {
  const calls = messages.flatMap((message) => (message as AIMessage).usage_metadata ?? []);
  return {
    prompt_tokens: sum(calls.map(({ input_tokens }) => input_tokens)),
    completion_tokens: sum(calls.map(({ output_tokens }) => output_tokens)),
    cost: null,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
