/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { RevokedToken } from '../../models/revoked-token';

export interface TokensRevokeParams {
  id: string;
}

export function tokensRevoke(params: TokensRevokeParams): ApiRequest<RevokedToken> {
  return {
    method: 'DELETE',
    path: `/api/v1/tokens/${encodeURIComponent(params.id)}`,
    as: 'json',
  };
}
