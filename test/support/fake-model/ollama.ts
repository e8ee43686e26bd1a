import { textsIn } from './dialect.js';
import type { Dialect } from './dialect.js';
import { piecesOf, usageOf } from './reply.js';
import type { Captured, WholeReply } from './reply.js';

/** Chats, as Ollama writes them: one JSON a line. */
export const ollama: Dialect = {
  name: 'ollama',
  chats: (path) => path.endsWith('/api/chat'),
  streams: (body) => body['stream'] !== false,
  texts: (body) => textsIn(body['messages']),
  tools: (body) =>
    ((body['tools'] ?? []) as { function: { name: string } }[]).map(({ function: { name } }) => name),
  contentType: 'application/x-ndjson',
  whole: (reply, request) => last(reply, request, reply.text),
  stream: (reply, request) => [
    ...piecesOf(reply.text).map((content) =>
      line({ ...head(request), message: { role: 'assistant', content }, done: false }),
    ),
    line(last(reply, request, '')),
  ],
  error: (_status, message) => ({ error: message }),
  lists: (path) => path.endsWith('/api/tags'),
  list: (models) => ({ models: models.map((name) => ({ name, model: name })) }),
};

function head({ model }: Captured) {
  return { model, created_at: '2026-01-01T00:00:00Z' };
}

function last(reply: WholeReply, request: Captured, content: string) {
  const { prompt, completion } = usageOf(reply, request);
  const calls = reply.toolCalls.map(({ name, args }) => ({ function: { name, arguments: args } }));
  return {
    ...head(request),
    message: { role: 'assistant', content, ...(calls.length > 0 ? { tool_calls: calls } : {}) },
    done: true,
    done_reason: reply.atLimit ? 'length' : 'stop',
    ...(reply.usage === null ? {} : { prompt_eval_count: prompt, eval_count: completion }),
  };
}

function line(data: unknown): string {
  return `${JSON.stringify(data)}\n`;
}
