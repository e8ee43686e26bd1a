/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ConfirmAnswer } from '../../models/confirm-answer';
import type { PasskeyConfirm } from '../../models/passkey-confirm';

export interface PasskeySignInConfirmParams {
  body: PasskeyConfirm;
}

export function passkeySignInConfirm(params: PasskeySignInConfirmParams): ApiRequest<ConfirmAnswer> {
  return {
    method: 'POST',
    path: `/api/v1/auth/confirm/passkey`,
    body: params.body,
    as: 'json',
  };
}
