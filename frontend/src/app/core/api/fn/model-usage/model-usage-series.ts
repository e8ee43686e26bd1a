/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ModelUsageSeries } from '../../models/model-usage-series';

export interface ModelUsageSeriesParams {
  window?: string;
  by?: 'profile' | 'feature';
  step?: 'hour' | 'day';
}

export function modelUsageSeries(params: ModelUsageSeriesParams = {}): ApiRequest<ModelUsageSeries> {
  return {
    method: 'GET',
    path: `/api/v1/model-usage/series`,
    query: { window: params.window, by: params.by, step: params.step },
    as: 'json',
  };
}
