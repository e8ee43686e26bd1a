/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { PolicyId } from '../../models/policy-id';
import type { PolicyReplay } from '../../models/policy-replay';
import type { ReplayPolicy } from '../../models/replay-policy';

export interface SimulationReplayParams {
  id: PolicyId;
  body: ReplayPolicy;
}

export function simulationReplay(params: SimulationReplayParams): ApiRequest<PolicyReplay> {
  return {
    method: 'POST',
    path: `/api/v1/policies/${encodeURIComponent(params.id)}/replay`,
    body: params.body,
    as: 'json',
  };
}
