/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { SendMessage } from '../../models/send-message';

export interface MessagesSendParams {
  id: string;
  wait?: 'true' | 'false';
  body: SendMessage;
}

export function messagesSend(params: MessagesSendParams): ApiRequest<string> {
  return {
    method: 'POST',
    path: `/api/v1/conversations/${encodeURIComponent(params.id)}/messages`,
    query: { wait: params.wait },
    body: params.body,
    as: 'text',
  };
}
