/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { LoginAnswer } from '../../models/login-answer';
import type { SetupRequest } from '../../models/setup-request';

export interface SignInSetupParams {
  body: SetupRequest;
}

export function signInSetup(params: SignInSetupParams): ApiRequest<LoginAnswer> {
  return {
    method: 'POST',
    path: `/api/v1/auth/setup`,
    body: params.body,
    as: 'json',
  };
}
