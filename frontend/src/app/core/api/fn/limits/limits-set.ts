/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { SetTenantLimits } from '../../models/set-tenant-limits';
import type { TenantLimitsView } from '../../models/tenant-limits-view';

export interface LimitsSetParams {
  id: string;
  body: SetTenantLimits;
}

export function limitsSet(params: LimitsSetParams): ApiRequest<TenantLimitsView> {
  return {
    method: 'PUT',
    path: `/api/v1/tenants/${encodeURIComponent(params.id)}/limits`,
    body: params.body,
    as: 'json',
  };
}
