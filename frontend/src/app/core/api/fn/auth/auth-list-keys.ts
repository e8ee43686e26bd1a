/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ApiKeyList } from '../../models/api-key-list';

export function authListKeys(): ApiRequest<ApiKeyList> {
  return {
    method: 'GET',
    path: `/api/v1/auth/keys`,
    as: 'json',
  };
}
