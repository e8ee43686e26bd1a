/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { PolicyList } from '../../models/policy-list';

export function policiesList(): ApiRequest<PolicyList> {
  return {
    method: 'GET',
    path: `/api/v1/policies`,
    as: 'json',
  };
}
