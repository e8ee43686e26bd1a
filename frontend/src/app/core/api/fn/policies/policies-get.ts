/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { PolicyId } from '../../models/policy-id';
import type { PolicyView } from '../../models/policy-view';

export interface PoliciesGetParams {
  id: PolicyId;
}

export function policiesGet(params: PoliciesGetParams): ApiRequest<PolicyView> {
  return {
    method: 'GET',
    path: `/api/v1/policies/${encodeURIComponent(params.id)}`,
    as: 'json',
  };
}
