/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { Capacity } from '../../models/capacity';

export function overviewCapacity(): ApiRequest<Capacity> {
  return {
    method: 'GET',
    path: `/api/v1/overview/capacity`,
    as: 'json',
  };
}
