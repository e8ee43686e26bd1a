/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { CreateApiKey } from '../../models/create-api-key';
import type { CreatedApiKey } from '../../models/created-api-key';

export interface AuthCreateKeyParams {
  body: CreateApiKey;
}

export function authCreateKey(params: AuthCreateKeyParams): ApiRequest<CreatedApiKey> {
  return {
    method: 'POST',
    path: `/api/v1/auth/keys`,
    body: params.body,
    as: 'json',
  };
}
