/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { CleanedUp } from '../../models/cleaned-up';

export interface FleetCleanUpParams {
  older_than?: string;
}

export function fleetCleanUp(params: FleetCleanUpParams = {}): ApiRequest<CleanedUp> {
  return {
    method: 'POST',
    path: `/api/v1/fleet/cleanup`,
    query: { older_than: params.older_than },
    as: 'json',
  };
}
