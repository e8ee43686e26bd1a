/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { ChatMessage } from '../models/chat-message';

export interface MessagePage {
  before: string | null;
  messages: Array<ChatMessage>;
}
