import { z } from 'zod';
import { MAX_MESSAGE_CHARS } from './chat.js';

/** Upstream's sockets: the first names its probe in the query (`probe_id`), the second is with the fleet. */
export const PROBE_CHAT_SOCKET_PATH = '/ws/chat';
export const FLEET_CHAT_SOCKET_PATH = '/ws/fleet-chat';

/** More than any message may have, so that one that is too long is told so. */
export const MAX_CHAT_FRAME_BYTES = 256 * 1024;

/**
 * Query of both. Messages go to and fro as upstream has them; with `events=1` everything that happens does, as on
 * `GET /api/v1/conversations/{id}/events`, after event `after` when that is given.
 */
export const ChatSocketQuery = z.object({
  probe_id: z.string().min(1).max(64).optional(),
  /** Another conversation than the newest of the caller. */
  conversation: z.uuid().optional(),
  events: z.enum(['0', '1', 'false', 'true']).optional(),
  after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
});
export type ChatSocketQuery = z.infer<typeof ChatSocketQuery>;

/** What a client says. */
export const ChatSocketFrame = z.object({
  content: z.string().max(MAX_MESSAGE_CHARS),
  target: z.string().trim().min(1).max(256).optional(),
  request_id: z.uuid().optional(),
  confirmed_targets: z.int().min(1).optional(),
  confirmation: z.uuid().optional(),
});
export type ChatSocketFrame = z.infer<typeof ChatSocketFrame>;
