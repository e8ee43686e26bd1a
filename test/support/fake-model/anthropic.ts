import { sse, textsIn } from './dialect.js';
import type { Dialect } from './dialect.js';
import { argumentsOf, piecesOf, usageOf } from './reply.js';
import type { Captured, WholeReply } from './reply.js';

/** Messages, as Anthropic writes them. */
export const anthropic: Dialect = {
  name: 'anthropic',
  chats: (path) => path.endsWith('/v1/messages'),
  streams: (body) => body['stream'] === true,
  texts: (body) => [...textsIn(body['system']), ...textsIn(body['messages'])],
  tools: (body) => ((body['tools'] ?? []) as { name: string }[]).map(({ name }) => name),
  contentType: 'text/event-stream',
  whole: (reply, request) => ({
    ...head(reply, request),
    content: blocks(reply),
    stop_reason: stop(reply),
    usage: tokens(reply, request),
  }),
  stream: (reply, request) => {
    const event = (type: string, data: object) => sse({ type, ...data }, type);
    const { input_tokens, output_tokens } = tokens(reply, request);
    return [
      event('message_start', {
        message: {
          ...head(reply, request),
          content: [],
          stop_reason: null,
          usage: { input_tokens, output_tokens: 0 },
        },
      }),
      ...blocks(reply).flatMap((block, index) => {
        const [empty, deltas] =
          block.type === 'text'
            ? [{ ...block, text: '' }, piecesOf(block.text).map((text) => ({ type: 'text_delta', text }))]
            : [
                { ...block, input: {} },
                [
                  {
                    type: 'input_json_delta',
                    partial_json: argumentsOf(
                      reply,
                      reply.toolCalls.find(({ id }) => id === block.id)!,
                    ),
                  },
                ],
              ];
        return [
          event('content_block_start', { index, content_block: empty }),
          ...deltas.map((delta) => event('content_block_delta', { index, delta })),
          event('content_block_stop', { index }),
        ];
      }),
      event('message_delta', { delta: { stop_reason: stop(reply) }, usage: { output_tokens } }),
      event('message_stop', {}),
    ];
  },
  error: (_status, message) => ({ type: 'error', error: { type: 'error', message } }),
  lists: (path) => path.endsWith('/v1/models'),
  list: (models) => ({ data: models.map((id) => ({ id, type: 'model' })), has_more: false }),
};

function head({ id }: WholeReply, { model }: Captured) {
  return { id: `msg_${id}`, type: 'message', role: 'assistant', model, stop_sequence: null };
}

type Block =
  | { type: 'text'; text: string }
  | { type: 'tool_use'; id: string; name: string; input: Record<string, unknown> };

function blocks({ text, toolCalls }: WholeReply): Block[] {
  return [
    ...(text === '' ? [] : [{ type: 'text' as const, text }]),
    ...toolCalls.map(({ id, name, args }) => ({ type: 'tool_use' as const, id, name, input: args })),
  ];
}

function stop({ toolCalls, atLimit }: WholeReply): string {
  if (atLimit) return 'max_tokens';
  return toolCalls.length > 0 ? 'tool_use' : 'end_turn';
}

function tokens(reply: WholeReply, request: Captured) {
  const { prompt, completion } = usageOf(reply, request);
  return { input_tokens: prompt, output_tokens: completion };
}
