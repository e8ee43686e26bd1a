/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { SendChat } from '../../models/send-chat';

export interface UpstreamChatAskProbeParams {
  id: string;
  body: SendChat;
}

export function upstreamChatAskProbe(params: UpstreamChatAskProbeParams): ApiRequest<string> {
  return {
    method: 'POST',
    path: `/api/v1/probes/${encodeURIComponent(params.id)}/chat`,
    body: params.body,
    as: 'text',
  };
}
