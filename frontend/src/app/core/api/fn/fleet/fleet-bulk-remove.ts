/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { RemovedProbes } from '../../models/removed-probes';
import type { RemoveProbes } from '../../models/remove-probes';

export interface FleetBulkRemoveParams {
  body: RemoveProbes;
}

export function fleetBulkRemove(params: FleetBulkRemoveParams): ApiRequest<RemovedProbes> {
  return {
    method: 'POST',
    path: `/api/v1/fleet/removals`,
    body: params.body,
    as: 'json',
  };
}
