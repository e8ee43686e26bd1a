/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { TaggedProbes } from '../../models/tagged-probes';
import type { TagProbes } from '../../models/tag-probes';

export interface FleetBulkTagParams {
  body: TagProbes;
}

export function fleetBulkTag(params: FleetBulkTagParams): ApiRequest<TaggedProbes> {
  return {
    method: 'POST',
    path: `/api/v1/fleet/tags`,
    body: params.body,
    as: 'json',
  };
}
