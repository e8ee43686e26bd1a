/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ProbeView } from '../../models/probe-view';
import type { Tag } from '../../models/tag';

export interface FleetByTagParams {
  tag: Tag;
}

export function fleetByTag(params: FleetByTagParams): ApiRequest<Array<ProbeView>> {
  return {
    method: 'GET',
    path: `/api/v1/fleet/by-tag/${encodeURIComponent(params.tag)}`,
    as: 'json',
  };
}
