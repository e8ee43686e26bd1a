/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';

export interface ConversationsRemoveParams {
  id: string;
}

export function conversationsRemove(params: ConversationsRemoveParams): ApiRequest<void> {
  return {
    method: 'DELETE',
    path: `/api/v1/conversations/${encodeURIComponent(params.id)}`,
    as: 'text',
  };
}
