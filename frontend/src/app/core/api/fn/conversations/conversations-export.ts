/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';

export interface ConversationsExportParams {
  id: string;
  format?: 'md' | 'json';
}

export function conversationsExport(params: ConversationsExportParams): ApiRequest<string> {
  return {
    method: 'GET',
    path: `/api/v1/conversations/${encodeURIComponent(params.id)}/export`,
    query: { format: params.format },
    as: 'text',
  };
}
