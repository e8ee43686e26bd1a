/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { PolicyDiff } from '../../models/policy-diff';
import type { PolicyId } from '../../models/policy-id';

export interface PoliciesDiffParams {
  id: PolicyId;
  from: number;
  to: number;
}

export function policiesDiff(params: PoliciesDiffParams): ApiRequest<PolicyDiff> {
  return {
    method: 'GET',
    path: `/api/v1/policies/${encodeURIComponent(params.id)}/versions/${encodeURIComponent(params.from)}/diff/${encodeURIComponent(params.to)}`,
    as: 'json',
  };
}
