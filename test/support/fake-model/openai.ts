import { sse, textsIn } from './dialect.js';
import type { Dialect } from './dialect.js';
import { argumentsOf, piecesOf, usageOf } from './reply.js';
import type { Captured, WholeReply } from './reply.js';

/** Chat completions, as OpenAI and all that are compatible with it write them. */
export const openAi: Dialect = {
  name: 'openai',
  chats: (path) => path.endsWith('/chat/completions'),
  streams: (body) => body['stream'] === true,
  texts: (body) => textsIn(body['messages']),
  tools: (body) =>
    ((body['tools'] ?? []) as { function: { name: string } }[]).map(({ function: { name } }) => name),
  contentType: 'text/event-stream',
  whole: (reply, request) => ({
    ...head(reply, request, 'chat.completion'),
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: reply.text,
          ...(reply.toolCalls.length > 0 ? { tool_calls: toolCalls(reply) } : {}),
        },
        finish_reason: finish(reply),
      },
    ],
    ...usage(reply, request),
  }),
  stream: (reply, request) => {
    const chunk = (delta: unknown, finish_reason: string | null = null) =>
      sse({
        ...head(reply, request, 'chat.completion.chunk'),
        choices: [{ index: 0, delta, finish_reason }],
      });
    return [
      chunk({ role: 'assistant', content: '' }),
      ...piecesOf(reply.text).map((content) => chunk({ content })),
      ...toolCalls(reply).flatMap((call, index) => [
        chunk({ tool_calls: [{ index, ...call, function: { ...call.function, arguments: '' } }] }),
        ...halves(call.function.arguments).map((part) =>
          chunk({ tool_calls: [{ index, function: { arguments: part } }] }),
        ),
      ]),
      chunk({}, finish(reply)),
      ...(reply.usage === null
        ? []
        : [
            sse({
              ...head(reply, request, 'chat.completion.chunk'),
              choices: [],
              ...usage(reply, request),
            }),
          ]),
      sse('[DONE]'),
    ];
  },
  error: (status, message) => ({ error: { message, type: 'error', code: status } }),
  lists: (path) => path.endsWith('/models'),
  list: (models) => ({ object: 'list', data: models.map((id) => ({ id, object: 'model' })) }),
};

function head(reply: WholeReply, { model }: Captured, object: string) {
  return { id: `chatcmpl-${reply.id}`, object, created: 1_780_000_000, model };
}

function toolCalls(reply: WholeReply) {
  return reply.toolCalls.map((call) => ({
    id: call.id,
    type: 'function' as const,
    function: { name: call.name, arguments: argumentsOf(reply, call) },
  }));
}

function finish({ toolCalls: calls, atLimit }: WholeReply): string {
  if (atLimit) return 'length';
  return calls.length > 0 ? 'tool_calls' : 'stop';
}

function usage(reply: WholeReply, request: Captured) {
  if (reply.usage === null) return {};
  const { prompt, completion } = usageOf(reply, request);
  return {
    usage: { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion },
  };
}

function halves(text: string): string[] {
  const middle = Math.ceil(text.length / 2);
  return [text.slice(0, middle), text.slice(middle)];
}
