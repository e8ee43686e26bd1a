/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';

export interface ServiceAccountsRemoveParams {
  id: string;
}

export function serviceAccountsRemove(params: ServiceAccountsRemoveParams): ApiRequest<void> {
  return {
    method: 'DELETE',
    path: `/api/v1/service-accounts/${encodeURIComponent(params.id)}`,
    as: 'text',
  };
}
