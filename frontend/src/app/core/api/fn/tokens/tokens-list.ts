/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { TokenList } from '../../models/token-list';

export function tokensList(): ApiRequest<TokenList> {
  return {
    method: 'GET',
    path: `/api/v1/tokens`,
    as: 'json',
  };
}
