/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { AddPasskey } from '../../models/add-passkey';
import type { PasskeyView } from '../../models/passkey-view';

export interface PasskeysAddParams {
  body: AddPasskey;
}

export function passkeysAdd(params: PasskeysAddParams): ApiRequest<PasskeyView> {
  return {
    method: 'POST',
    path: `/api/v1/profile/passkeys`,
    body: params.body,
    as: 'json',
  };
}
