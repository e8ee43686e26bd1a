/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { AssignedTenants } from '../../models/assigned-tenants';
import type { AssignTenants } from '../../models/assign-tenants';

export interface TenantsSetTenantsParams {
  id: string;
  body: AssignTenants;
}

export function tenantsSetTenants(params: TenantsSetTenantsParams): ApiRequest<AssignedTenants> {
  return {
    method: 'PUT',
    path: `/api/v1/users/${encodeURIComponent(params.id)}/tenants`,
    body: params.body,
    as: 'json',
  };
}
