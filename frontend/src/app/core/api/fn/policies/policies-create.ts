/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { PolicyInput } from '../../models/policy-input';
import type { PolicyView } from '../../models/policy-view';

export interface PoliciesCreateParams {
  body: PolicyInput;
}

export function policiesCreate(params: PoliciesCreateParams): ApiRequest<PolicyView> {
  return {
    method: 'POST',
    path: `/api/v1/policies`,
    body: params.body,
    as: 'json',
  };
}
