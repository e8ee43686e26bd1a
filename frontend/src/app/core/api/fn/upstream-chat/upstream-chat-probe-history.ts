/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ChatHistory } from '../../models/chat-history';

export interface UpstreamChatProbeHistoryParams {
  id: string;
  limit: number;
}

export function upstreamChatProbeHistory(params: UpstreamChatProbeHistoryParams): ApiRequest<ChatHistory> {
  return {
    method: 'GET',
    path: `/api/v1/probes/${encodeURIComponent(params.id)}/chat`,
    query: { limit: params.limit },
    as: 'json',
  };
}
