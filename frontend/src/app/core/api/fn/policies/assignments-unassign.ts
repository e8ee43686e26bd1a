/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { PolicyApplied } from '../../models/policy-applied';
import type { UnassignPolicy } from '../../models/unassign-policy';

export interface AssignmentsUnassignParams {
  body: UnassignPolicy;
}

export function assignmentsUnassign(params: AssignmentsUnassignParams): ApiRequest<PolicyApplied> {
  return {
    method: 'DELETE',
    path: `/api/v1/policies/assignments`,
    body: params.body,
    as: 'json',
  };
}
