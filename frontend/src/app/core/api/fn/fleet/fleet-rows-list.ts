/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { FleetFilter } from '../../models/fleet-filter';
import type { FleetRowPage } from '../../models/fleet-row-page';
import type { FleetSort } from '../../models/fleet-sort';

export interface FleetRowsListParams {
  q?: FleetFilter;
  sort?: FleetSort;
  limit?: number;
  cursor?: string;
  ids?: string;
}

export function fleetRowsList(params: FleetRowsListParams = {}): ApiRequest<FleetRowPage> {
  return {
    method: 'GET',
    path: `/api/v1/fleet/rows`,
    query: { q: params.q, sort: params.sort, limit: params.limit, cursor: params.cursor, ids: params.ids },
    as: 'json',
  };
}
