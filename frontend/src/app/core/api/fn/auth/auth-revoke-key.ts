/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';

export interface AuthRevokeKeyParams {
  id: string;
}

export function authRevokeKey(params: AuthRevokeKeyParams): ApiRequest<void> {
  return {
    method: 'DELETE',
    path: `/api/v1/auth/keys/${encodeURIComponent(params.id)}`,
    as: 'text',
  };
}
