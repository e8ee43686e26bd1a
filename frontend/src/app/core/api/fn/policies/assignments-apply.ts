/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ApplyPolicy } from '../../models/apply-policy';
import type { PolicyApplied } from '../../models/policy-applied';
import type { PolicyId } from '../../models/policy-id';

export interface AssignmentsApplyParams {
  id: PolicyId;
  body: ApplyPolicy;
}

export function assignmentsApply(params: AssignmentsApplyParams): ApiRequest<PolicyApplied> {
  return {
    method: 'POST',
    path: `/api/v1/policies/${encodeURIComponent(params.id)}/apply`,
    body: params.body,
    as: 'json',
  };
}
