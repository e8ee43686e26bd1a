import { z } from 'zod';
import { ChatMessage } from './chat.js';

/** `GET /api/v1/conversations/{id}/messages`: what was said before the cursor, oldest first. */
export const ListMessages = z.strictObject({
  before: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListMessages = z.infer<typeof ListMessages>;

export const MessagePage = z.object({
  messages: z.array(ChatMessage),
  /** For older ones. */
  before: z.string().nullable(),
});
export type MessagePage = z.infer<typeof MessagePage>;

/** `POST /api/v1/conversations/{id}/messages?wait=true` answers when the turn is over or waits for a person. */
export const SendQuery = z.strictObject({ wait: z.enum(['true', 'false']).optional() });
export type SendQuery = z.infer<typeof SendQuery>;

/** Where a stream goes on: after this event. The header `Last-Event-ID` says the same, and counts first. */
export const FollowChat = z.strictObject({
  after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
});
export type FollowChat = z.infer<typeof FollowChat>;

/** Body of `POST /api/v1/conversations/{id}/stop`: that turn, else what is at work and in line, else what waits. */
export const StopTurns = z.strictObject({ turn_id: z.uuid().optional() });
export type StopTurns = z.infer<typeof StopTurns>;

export const StoppedTurns = z.object({
  /** Ids of turns that stop. */
  stopping: z.array(z.string()),
});
export type StoppedTurns = z.infer<typeof StoppedTurns>;

export const ExportConversation = z.strictObject({ format: z.enum(['md', 'json']).default('md') });
export type ExportConversation = z.infer<typeof ExportConversation>;

/** Query of upstream's `GET …/chat`; what it does not understand is as if it were not there. */
export const ListChat = z.object({ limit: z.coerce.number().int().min(1).max(500).catch(50) });
export type ListChat = z.infer<typeof ListChat>;

/** Upstream's list: oldest first, `null` where nothing was ever said. */
export const ChatHistory = z.array(ChatMessage).nullable();
export type ChatHistory = z.infer<typeof ChatHistory>;

export const ChatCleared = z.object({ ok: z.literal(true) });
export type ChatCleared = z.infer<typeof ChatCleared>;
