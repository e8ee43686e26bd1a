/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ChatHistory } from '../../models/chat-history';

export interface UpstreamChatFleetHistoryParams {
  limit: number;
}

export function upstreamChatFleetHistory(params: UpstreamChatFleetHistoryParams): ApiRequest<ChatHistory> {
  return {
    method: 'GET',
    path: `/api/v1/fleet/chat`,
    query: { limit: params.limit },
    as: 'json',
  };
}
