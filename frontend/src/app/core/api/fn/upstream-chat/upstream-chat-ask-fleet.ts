/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { SendChat } from '../../models/send-chat';

export interface UpstreamChatAskFleetParams {
  body: SendChat;
}

export function upstreamChatAskFleet(params: UpstreamChatAskFleetParams): ApiRequest<string> {
  return {
    method: 'POST',
    path: `/api/v1/fleet/chat`,
    body: params.body,
    as: 'text',
  };
}
