/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { RotateApiKey } from '../../models/rotate-api-key';
import type { RotatedApiKey } from '../../models/rotated-api-key';

export interface AuthRotateKeyParams {
  id: string;
  body: RotateApiKey;
}

export function authRotateKey(params: AuthRotateKeyParams): ApiRequest<RotatedApiKey> {
  return {
    method: 'POST',
    path: `/api/v1/auth/keys/${encodeURIComponent(params.id)}/rotate`,
    body: params.body,
    as: 'json',
  };
}
