/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { Conversation } from '../models/conversation';

export interface ConversationPage {
  conversations: Array<Conversation>;
  next_cursor: string | null;
}
