/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { RolloutView } from '../../models/rollout-view';
import type { StopRollout } from '../../models/stop-rollout';

export interface RolloutsStopParams {
  id: string;
  body: StopRollout;
}

export function rolloutsStop(params: RolloutsStopParams): ApiRequest<RolloutView> {
  return {
    method: 'POST',
    path: `/api/v1/rollouts/${encodeURIComponent(params.id)}/stop`,
    body: params.body,
    as: 'json',
  };
}
