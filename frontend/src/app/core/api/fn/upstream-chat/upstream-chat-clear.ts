/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ChatCleared } from '../../models/chat-cleared';

export interface UpstreamChatClearParams {
  id: string;
}

export function upstreamChatClear(params: UpstreamChatClearParams): ApiRequest<ChatCleared> {
  return {
    method: 'DELETE',
    path: `/api/v1/probes/${encodeURIComponent(params.id)}/chat`,
    as: 'json',
  };
}
