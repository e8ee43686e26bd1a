/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';

export function backChannelLogoutEnd(): ApiRequest<void> {
  return {
    method: 'POST',
    path: `/auth/oidc/backchannel-logout`,
    as: 'text',
  };
}
