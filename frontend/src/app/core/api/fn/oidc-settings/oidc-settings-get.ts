/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { OidcSettingsView } from '../../models/oidc-settings-view';

export function oidcSettingsGet(): ApiRequest<OidcSettingsView> {
  return {
    method: 'GET',
    path: `/api/v1/auth/oidc`,
    as: 'json',
  };
}
