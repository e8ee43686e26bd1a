/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';

export interface TenantsRemoveParams {
  id: string;
}

export function tenantsRemove(params: TenantsRemoveParams): ApiRequest<void> {
  return {
    method: 'DELETE',
    path: `/api/v1/tenants/${encodeURIComponent(params.id)}`,
    as: 'text',
  };
}
