/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { ChatPerson } from '../models/chat-person';
import type { ChatScope } from '../models/chat-scope';
import type { ConversationState } from '../models/conversation-state';

export interface Conversation {
  created_at: string;
  created_by: ChatPerson;
  hostname: string | null;
  id: string;
  last_message_at: string;
  messages: number;
  mine: boolean;
  probe_id: string | null;
  probes: number;
  scope: ChatScope;
  state: ConversationState;
  title: string;
  waiting_approvals: number;
}
