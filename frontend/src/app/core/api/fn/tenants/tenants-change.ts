/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ChangeTenant } from '../../models/change-tenant';
import type { TenantView } from '../../models/tenant-view';

export interface TenantsChangeParams {
  id: string;
  body: ChangeTenant;
}

export function tenantsChange(params: TenantsChangeParams): ApiRequest<TenantView> {
  return {
    method: 'PATCH',
    path: `/api/v1/tenants/${encodeURIComponent(params.id)}`,
    body: params.body,
    as: 'json',
  };
}
