/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { AppliedPolicy } from '../../models/applied-policy';
import type { PolicyId } from '../../models/policy-id';

export interface AssignmentsApplyToProbeParams {
  id: string;
  policyId: PolicyId;
}

export function assignmentsApplyToProbe(params: AssignmentsApplyToProbeParams): ApiRequest<AppliedPolicy> {
  return {
    method: 'POST',
    path: `/api/v1/probes/${encodeURIComponent(params.id)}/apply-policy/${encodeURIComponent(params.policyId)}`,
    as: 'json',
  };
}
