/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { PolicyId } from '../../models/policy-id';
import type { PolicyUpdate } from '../../models/policy-update';
import type { PolicyView } from '../../models/policy-view';

export interface PoliciesUpdateParams {
  id: PolicyId;
  body: PolicyUpdate;
}

export function policiesUpdate(params: PoliciesUpdateParams): ApiRequest<PolicyView> {
  return {
    method: 'PUT',
    path: `/api/v1/policies/${encodeURIComponent(params.id)}`,
    body: params.body,
    as: 'json',
  };
}
