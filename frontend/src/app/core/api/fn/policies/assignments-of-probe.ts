/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ProbePolicyView } from '../../models/probe-policy-view';

export interface AssignmentsOfProbeParams {
  id: string;
}

export function assignmentsOfProbe(params: AssignmentsOfProbeParams): ApiRequest<ProbePolicyView> {
  return {
    method: 'GET',
    path: `/api/v1/probes/${encodeURIComponent(params.id)}/policy`,
    as: 'json',
  };
}
