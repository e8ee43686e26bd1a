/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { PauseRollout } from '../../models/pause-rollout';
import type { RolloutView } from '../../models/rollout-view';

export interface RolloutsPauseParams {
  id: string;
  body: PauseRollout;
}

export function rolloutsPause(params: RolloutsPauseParams): ApiRequest<RolloutView> {
  return {
    method: 'POST',
    path: `/api/v1/rollouts/${encodeURIComponent(params.id)}/pause`,
    body: params.body,
    as: 'json',
  };
}
