/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { SignedOutAnswer } from '../../models/signed-out-answer';

export function signInLogout(): ApiRequest<SignedOutAnswer> {
  return {
    method: 'POST',
    path: `/api/v1/auth/logout`,
    as: 'json',
  };
}
