/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { PolicyId } from '../../models/policy-id';

export interface PoliciesRemoveParams {
  id: PolicyId;
}

export function policiesRemove(params: PoliciesRemoveParams): ApiRequest<void> {
  return {
    method: 'DELETE',
    path: `/api/v1/policies/${encodeURIComponent(params.id)}`,
    as: 'text',
  };
}
