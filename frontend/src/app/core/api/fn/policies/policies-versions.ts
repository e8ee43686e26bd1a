/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { PolicyId } from '../../models/policy-id';
import type { PolicyVersions } from '../../models/policy-versions';

export interface PoliciesVersionsParams {
  id: PolicyId;
}

export function policiesVersions(params: PoliciesVersionsParams): ApiRequest<PolicyVersions> {
  return {
    method: 'GET',
    path: `/api/v1/policies/${encodeURIComponent(params.id)}/versions`,
    as: 'json',
  };
}
