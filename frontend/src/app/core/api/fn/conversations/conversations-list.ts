/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ChatScope } from '../../models/chat-scope';
import type { ConversationPage } from '../../models/conversation-page';

export interface ConversationsListParams {
  scope?: ChatScope;
  probe_id?: string;
  q?: string;
  mine?: 'true' | 'false';
  limit?: number;
  cursor?: string;
}

export function conversationsList(params: ConversationsListParams = {}): ApiRequest<ConversationPage> {
  return {
    method: 'GET',
    path: `/api/v1/conversations`,
    query: {
      scope: params.scope,
      probe_id: params.probe_id,
      q: params.q,
      mine: params.mine,
      limit: params.limit,
      cursor: params.cursor,
    },
    as: 'json',
  };
}
