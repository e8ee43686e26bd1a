/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { TenantView } from '../../models/tenant-view';

export interface TenantsGetParams {
  id: string;
}

export function tenantsGet(params: TenantsGetParams): ApiRequest<TenantView> {
  return {
    method: 'GET',
    path: `/api/v1/tenants/${encodeURIComponent(params.id)}`,
    as: 'json',
  };
}
