/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { MessagePage } from '../../models/message-page';

export interface ConversationsMessagesParams {
  id: string;
  before?: string;
  limit?: number;
}

export function conversationsMessages(params: ConversationsMessagesParams): ApiRequest<MessagePage> {
  return {
    method: 'GET',
    path: `/api/v1/conversations/${encodeURIComponent(params.id)}/messages`,
    query: { before: params.before, limit: params.limit },
    as: 'json',
  };
}
