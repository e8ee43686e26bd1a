/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { FilterValues } from '../../models/filter-values';

export interface FleetRowsFilterValuesParams {
  key: 'tag' | 'os' | 'site' | 'policy' | 'status' | 'version';
  prefix?: string;
  limit?: number;
}

export function fleetRowsFilterValues(params: FleetRowsFilterValuesParams): ApiRequest<FilterValues> {
  return {
    method: 'GET',
    path: `/api/v1/fleet/filter-values`,
    query: { key: params.key, prefix: params.prefix, limit: params.limit },
    as: 'json',
  };
}
