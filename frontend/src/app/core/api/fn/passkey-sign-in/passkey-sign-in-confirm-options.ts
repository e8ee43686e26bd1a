/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { PasskeyOptions } from '../../models/passkey-options';

export function passkeySignInConfirmOptions(): ApiRequest<PasskeyOptions> {
  return {
    method: 'POST',
    path: `/api/v1/auth/confirm/passkey/options`,
    as: 'json',
  };
}
