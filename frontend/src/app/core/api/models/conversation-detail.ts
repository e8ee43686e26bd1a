/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { ChatMessage } from '../models/chat-message';
import type { Conversation } from '../models/conversation';

export interface ConversationDetail {
  before: string | null;
  conversation: Conversation;
  last_seq: number;
  messages: Array<ChatMessage>;
}
