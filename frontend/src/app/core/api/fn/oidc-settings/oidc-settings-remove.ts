/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';

export function oidcSettingsRemove(): ApiRequest<void> {
  return {
    method: 'DELETE',
    path: `/api/v1/auth/oidc`,
    as: 'text',
  };
}
