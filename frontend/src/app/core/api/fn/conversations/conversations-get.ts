/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ConversationDetail } from '../../models/conversation-detail';

export interface ConversationsGetParams {
  id: string;
}

export function conversationsGet(params: ConversationsGetParams): ApiRequest<ConversationDetail> {
  return {
    method: 'GET',
    path: `/api/v1/conversations/${encodeURIComponent(params.id)}`,
    as: 'json',
  };
}
