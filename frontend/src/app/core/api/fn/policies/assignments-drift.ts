/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { PolicyDrifts } from '../../models/policy-drifts';

export function assignmentsDrift(): ApiRequest<PolicyDrifts> {
  return {
    method: 'GET',
    path: `/api/v1/policies/drift`,
    as: 'json',
  };
}
