/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { SimulatedPolicy } from '../../models/simulated-policy';
import type { SimulatePolicy } from '../../models/simulate-policy';

export interface SimulationSimulateParams {
  body: SimulatePolicy;
}

export function simulationSimulate(params: SimulationSimulateParams): ApiRequest<SimulatedPolicy> {
  return {
    method: 'POST',
    path: `/api/v1/policy/simulate`,
    body: params.body,
    as: 'json',
  };
}
