/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { CreatedToken } from '../../models/created-token';
import type { CreateToken } from '../../models/create-token';

export interface TokensCreateParams {
  multi_use?: string;
  no_expiry?: string;
  body: CreateToken;
}

export function tokensCreate(params: TokensCreateParams): ApiRequest<CreatedToken> {
  return {
    method: 'POST',
    path: `/api/v1/tokens`,
    query: { multi_use: params.multi_use, no_expiry: params.no_expiry },
    body: params.body,
    as: 'json',
  };
}
