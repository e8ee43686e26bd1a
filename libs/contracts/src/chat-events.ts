import { z } from 'zod';
import { ChatMessage, ChatVia } from './chat.js';
import { ChatPart } from './chat-parts.js';

const event = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({
    type: z.literal(type),
    /** Counts within the conversation, from 1; the id of the event on a stream. */
    seq: z.int(),
    conversation_id: z.string(),
    turn_id: z.string().nullable(),
    at: z.string(),
    ...shape,
  });

/**
 * What happens in a conversation, the same on SSE and WebSocket. Stored: whoever comes back with the last `seq` they saw
 * gets the rest. Types that a client does not know are to be ignored.
 */
export const ChatEvent = z.discriminatedUnion('type', [
  /** Somebody said something, or the conversation did by itself. */
  event('message', { message: ChatMessage }),
  event('queued', { ahead: z.int() }),
  event('start', { via: ChatVia, profile: z.string().nullable() }),
  event('progress', { text: z.string() }),
  event('chunk', { chunk: z.string() }),
  event('tool_calls', { count: z.int() }),
  event('tool_start', { tool: z.string(), step_id: z.string(), title: z.string() }),
  event('tool_result', { tool: z.string(), step_id: z.string(), ok: z.boolean(), summary: z.string() }),
  /** A block of the answer is there, or has changed: the newest of a `step_id` counts. */
  event('part', { part: ChatPart }),
  event('directive', {
    id: z.string(),
    name: z.string(),
    status: z.string(),
    gate: z.string(),
    probe_id: z.string().nullable(),
  }),
  event('approval', {
    id: z.string(),
    directive_id: z.string(),
    probe_id: z.string().nullable(),
    summary: z.string(),
  }),
  event('waiting', { for: z.enum(['approval', 'answer', 'result']) }),
  event('complete', { message: ChatMessage }),
  event('stopped', { message: ChatMessage, by: z.string() }),
  event('error', { code: z.string(), message: z.string() }),
  event('title', { title: z.string() }),
]);
export type ChatEvent = z.infer<typeof ChatEvent>;

/** What a turn tells while it is at work; the rest of the event is added where it is stored. */
export type ChatEventBody = ChatEvent extends infer E
  ? E extends ChatEvent
    ? Omit<E, 'seq' | 'conversation_id' | 'turn_id' | 'at'>
    : never
  : never;
