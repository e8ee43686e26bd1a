import { z } from 'zod';
import { ChatRunCount, ChatRunState, ChatRunTarget } from './chat-parts.js';

/** Query of `GET /api/v1/conversations/{id}/turns/{turnId}/runs/{stepId}`. */
export const ListRunHosts = z.strictObject({
  /** Only those that stand like that now. */
  state: ChatRunState.optional(),
  /** The last probe of the page before. */
  after: z.string().min(1).max(64).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
});
export type ListRunHosts = z.infer<typeof ListRunHosts>;

/** How a command of a conversation stands now, host by host, in the order in which they were asked. */
export const ChatRunPage = z.object({
  command: z.string(),
  target: z.string(),
  /** Of all hosts, whatever the page shows. */
  total: z.int(),
  counts: z.array(ChatRunCount),
  /** Their `group` is nothing: groups are the message's. What one printed is at its command. */
  hosts: z.array(ChatRunTarget),
  /** For the next page. */
  after: z.string().nullable(),
});
export type ChatRunPage = z.infer<typeof ChatRunPage>;
