/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { Needs } from '../../models/needs';

export function overviewListNeeds(): ApiRequest<Needs> {
  return {
    method: 'GET',
    path: `/api/v1/overview/needs`,
    as: 'json',
  };
}
