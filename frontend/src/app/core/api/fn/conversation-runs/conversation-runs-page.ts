/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ChatRunPage } from '../../models/chat-run-page';
import type { ChatRunState } from '../../models/chat-run-state';

export interface ConversationRunsPageParams {
  id: string;
  turnId: string;
  stepId: string;
  state?: ChatRunState;
  after?: string;
  limit?: number;
}

export function conversationRunsPage(params: ConversationRunsPageParams): ApiRequest<ChatRunPage> {
  return {
    method: 'GET',
    path: `/api/v1/conversations/${encodeURIComponent(params.id)}/turns/${encodeURIComponent(params.turnId)}/runs/${encodeURIComponent(params.stepId)}`,
    query: { state: params.state, after: params.after, limit: params.limit },
    as: 'json',
  };
}
