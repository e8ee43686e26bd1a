/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { AssignedSite } from '../../models/assigned-site';
import type { AssignSite } from '../../models/assign-site';

export interface FleetBulkAssignParams {
  body: AssignSite;
}

export function fleetBulkAssign(params: FleetBulkAssignParams): ApiRequest<AssignedSite> {
  return {
    method: 'POST',
    path: `/api/v1/fleet/sites`,
    body: params.body,
    as: 'json',
  };
}
