/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { SimulateCommand } from '../../models/simulate-command';
import type { SimulatedCommand } from '../../models/simulated-command';

export interface SimulationAtProbeParams {
  id: string;
  body: SimulateCommand;
}

export function simulationAtProbe(params: SimulationAtProbeParams): ApiRequest<SimulatedCommand> {
  return {
    method: 'POST',
    path: `/api/v1/probes/${encodeURIComponent(params.id)}/command/simulate`,
    body: params.body,
    as: 'json',
  };
}
