/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { PolicyAssignments } from '../../models/policy-assignments';

export function assignmentsList(): ApiRequest<PolicyAssignments> {
  return {
    method: 'GET',
    path: `/api/v1/policies/assignments`,
    as: 'json',
  };
}
