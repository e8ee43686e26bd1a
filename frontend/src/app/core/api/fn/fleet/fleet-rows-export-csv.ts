/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { FleetFilter } from '../../models/fleet-filter';
import type { FleetSort } from '../../models/fleet-sort';

export interface FleetRowsExportCsvParams {
  q?: FleetFilter;
  sort?: FleetSort;
}

export function fleetRowsExportCsv(params: FleetRowsExportCsvParams = {}): ApiRequest<string> {
  return {
    method: 'GET',
    path: `/api/v1/fleet/rows.csv`,
    query: { q: params.q, sort: params.sort },
    as: 'text',
  };
}
