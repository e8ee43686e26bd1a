/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';

export interface PasskeysRemoveParams {
  id: string;
}

export function passkeysRemove(params: PasskeysRemoveParams): ApiRequest<void> {
  return {
    method: 'DELETE',
    path: `/api/v1/profile/passkeys/${encodeURIComponent(params.id)}`,
    as: 'text',
  };
}
