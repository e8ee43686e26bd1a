/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { LoginAnswer } from '../../models/login-answer';
import type { LoginRequest } from '../../models/login-request';

export interface SignInLoginParams {
  body: LoginRequest;
}

export function signInLogin(params: SignInLoginParams): ApiRequest<LoginAnswer> {
  return {
    method: 'POST',
    path: `/api/v1/auth/login`,
    body: params.body,
    as: 'json',
  };
}
