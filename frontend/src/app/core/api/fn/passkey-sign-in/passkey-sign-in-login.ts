/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { LoginAnswer } from '../../models/login-answer';
import type { PasskeyLogin } from '../../models/passkey-login';

export interface PasskeySignInLoginParams {
  body: PasskeyLogin;
}

export function passkeySignInLogin(params: PasskeySignInLoginParams): ApiRequest<LoginAnswer> {
  return {
    method: 'POST',
    path: `/api/v1/auth/login/passkey`,
    body: params.body,
    as: 'json',
  };
}
