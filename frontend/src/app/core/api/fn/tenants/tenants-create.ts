/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { CreateTenant } from '../../models/create-tenant';
import type { TenantView } from '../../models/tenant-view';

export interface TenantsCreateParams {
  body: CreateTenant;
}

export function tenantsCreate(params: TenantsCreateParams): ApiRequest<TenantView> {
  return {
    method: 'POST',
    path: `/api/v1/tenants`,
    body: params.body,
    as: 'json',
  };
}
