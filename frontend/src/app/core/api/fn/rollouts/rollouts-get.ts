/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { RolloutView } from '../../models/rollout-view';

export interface RolloutsGetParams {
  id: string;
}

export function rolloutsGet(params: RolloutsGetParams): ApiRequest<RolloutView> {
  return {
    method: 'GET',
    path: `/api/v1/rollouts/${encodeURIComponent(params.id)}`,
    as: 'json',
  };
}
