/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { SignInMethods } from '../../models/sign-in-methods';

export function signInOffered(): ApiRequest<SignInMethods> {
  return {
    method: 'GET',
    path: `/api/v1/auth/methods`,
    as: 'json',
  };
}
