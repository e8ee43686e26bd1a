/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ChatMessage } from '../../models/chat-message';
import type { GiveFeedback } from '../../models/give-feedback';

export interface ConversationsGiveFeedbackParams {
  id: string;
  messageId: string;
  body: GiveFeedback;
}

export function conversationsGiveFeedback(params: ConversationsGiveFeedbackParams): ApiRequest<ChatMessage> {
  return {
    method: 'POST',
    path: `/api/v1/conversations/${encodeURIComponent(params.id)}/messages/${encodeURIComponent(params.messageId)}/feedback`,
    body: params.body,
    as: 'json',
  };
}
