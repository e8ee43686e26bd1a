/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { FleetSparklines } from '../../models/fleet-sparklines';

export interface FleetRowsSparklinesParams {
  ids: string;
  hours?: number;
}

export function fleetRowsSparklines(params: FleetRowsSparklinesParams): ApiRequest<FleetSparklines> {
  return {
    method: 'GET',
    path: `/api/v1/fleet/sparklines`,
    query: { ids: params.ids, hours: params.hours },
    as: 'json',
  };
}
