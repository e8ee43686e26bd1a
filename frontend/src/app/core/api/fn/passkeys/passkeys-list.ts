/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { PasskeyList } from '../../models/passkey-list';

export function passkeysList(): ApiRequest<PasskeyList> {
  return {
    method: 'GET',
    path: `/api/v1/profile/passkeys`,
    as: 'json',
  };
}
