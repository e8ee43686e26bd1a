/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';

export interface SessionsEndParams {
  id: string;
}

export function sessionsEnd(params: SessionsEndParams): ApiRequest<void> {
  return {
    method: 'DELETE',
    path: `/api/v1/auth/sessions/${encodeURIComponent(params.id)}`,
    as: 'text',
  };
}
