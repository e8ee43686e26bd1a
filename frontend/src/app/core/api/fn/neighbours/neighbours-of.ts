/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { NeighboursView } from '../../models/neighbours-view';
import type { ProbeId } from '../../models/probe-id';

export interface NeighboursOfParams {
  id: ProbeId;
}

export function neighboursOf(params: NeighboursOfParams): ApiRequest<NeighboursView> {
  return {
    method: 'GET',
    path: `/api/v1/probes/${encodeURIComponent(params.id)}/neighbours`,
    as: 'json',
  };
}
