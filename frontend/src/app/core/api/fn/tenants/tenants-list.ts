/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { TenantList } from '../../models/tenant-list';

export function tenantsList(): ApiRequest<TenantList> {
  return {
    method: 'GET',
    path: `/api/v1/tenants`,
    as: 'json',
  };
}
