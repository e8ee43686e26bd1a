/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { FleetSummary } from '../../models/fleet-summary';

export function fleetSummary(): ApiRequest<FleetSummary> {
  return {
    method: 'GET',
    path: `/api/v1/fleet/summary`,
    as: 'json',
  };
}
