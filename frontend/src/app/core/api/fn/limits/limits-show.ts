/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { TenantLimitsView } from '../../models/tenant-limits-view';

export interface LimitsShowParams {
  id: string;
}

export function limitsShow(params: LimitsShowParams): ApiRequest<TenantLimitsView> {
  return {
    method: 'GET',
    path: `/api/v1/tenants/${encodeURIComponent(params.id)}/limits`,
    as: 'json',
  };
}
