/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ConfirmAnswer } from '../../models/confirm-answer';
import type { ConfirmRequest } from '../../models/confirm-request';

export interface SignInConfirmParams {
  body: ConfirmRequest;
}

export function signInConfirm(params: SignInConfirmParams): ApiRequest<ConfirmAnswer> {
  return {
    method: 'POST',
    path: `/api/v1/auth/confirm`,
    body: params.body,
    as: 'json',
  };
}
