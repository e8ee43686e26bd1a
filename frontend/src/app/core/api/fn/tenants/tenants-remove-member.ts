/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';

export interface TenantsRemoveMemberParams {
  id: string;
  user: string;
}

export function tenantsRemoveMember(params: TenantsRemoveMemberParams): ApiRequest<void> {
  return {
    method: 'DELETE',
    path: `/api/v1/tenants/${encodeURIComponent(params.id)}/members/${encodeURIComponent(params.user)}`,
    as: 'text',
  };
}
