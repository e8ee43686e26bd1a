/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';

export interface MessagesFollowParams {
  id: string;
  after?: number;
  'Last-Event-ID'?: string;
}

export function messagesFollow(params: MessagesFollowParams): ApiRequest<string> {
  return {
    method: 'GET',
    path: `/api/v1/conversations/${encodeURIComponent(params.id)}/events`,
    query: { after: params.after },
    headers: { 'Last-Event-ID': params['Last-Event-ID'] },
    as: 'text',
  };
}
