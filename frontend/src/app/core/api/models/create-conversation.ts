/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { ChatScope } from '../models/chat-scope';

export interface CreateConversation {
  probe_id?: string;
  scope?: ChatScope;
  title?: string;
}
