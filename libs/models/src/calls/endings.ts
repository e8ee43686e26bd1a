import type { BaseMessage } from '@langchain/core/messages';

/** Under these names providers say why an answer ended; a stream says it with one of its last pieces. */
const NAMES = ['finish_reason', 'finishReason', 'stop_reason', 'stopReason', 'done_reason', 'done'];

/** `length` of OpenAI, Ollama and Mistral, `max_tokens` of Anthropic, `MAX_TOKENS` of Google, a context that is full. */
const LIMIT = /length|max_?(output_?)?tokens|window_exceeded/i;

const AT_LIMIT = 'legator_at_limit';

/**
 * Whether an answer, or a piece of one, says why it ended: `length`, `stop` and the like. Where that was the limit of its
 * length it is marked, since LangChain loses the reason of some providers when it puts the pieces together.
 */
export function noteEnd(message: BaseMessage, info?: object): boolean {
  const said = { ...message.additional_kwargs, ...message.response_metadata, ...info } as Record<
    string,
    unknown
  >;
  const reason = NAMES.map((name) => said[name]).find(Boolean);
  if (LIMIT.test(String(reason)))
    message.response_metadata = { ...message.response_metadata, [AT_LIMIT]: true };
  return reason !== undefined;
}

/**
 * Whether an answer had to end because none may be longer. Then what stands last in it may be half, a call of a tool too:
 * LangChain closes what was left open.
 */
export function endedByLimit({ response_metadata: meta }: BaseMessage): boolean {
  return (meta as Record<string, unknown>)[AT_LIMIT] === true;
}
