/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { FleetTags } from '../../models/fleet-tags';

export function fleetTags(): ApiRequest<FleetTags> {
  return {
    method: 'GET',
    path: `/api/v1/fleet/tags`,
    as: 'json',
  };
}
