/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { ChatMeta } from '../models/chat-meta';
import type { ChatPart } from '../models/chat-part';
import type { ChatPerson } from '../models/chat-person';

export interface ChatMessage {
  author: ChatPerson | null;
  content: string;
  conversation_id: string;
  feedback: {
    verdict: 'right' | 'wrong';
    reason: string;
    by: string;
  } | null;
  id: string;
  meta: ChatMeta | null;
  parts: Array<ChatPart>;
  role: 'user' | 'assistant' | 'system';
  state: 'queued' | 'working' | 'waiting' | 'done' | 'stopped' | 'failed';
  timestamp: string;
  turn_id: string | null;
}
