/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ModelUsage } from '../../models/model-usage';

export interface ModelUsageUsageParams {
  window?: string;
}

export function modelUsageUsage(params: ModelUsageUsageParams = {}): ApiRequest<ModelUsage> {
  return {
    method: 'GET',
    path: `/api/v1/model-usage`,
    query: { window: params.window },
    as: 'json',
  };
}
