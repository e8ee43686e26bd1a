/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { OidcSettingsView } from '../../models/oidc-settings-view';
import type { PutOidcSettings } from '../../models/put-oidc-settings';

export interface OidcSettingsPutParams {
  body: PutOidcSettings;
}

export function oidcSettingsPut(params: OidcSettingsPutParams): ApiRequest<OidcSettingsView> {
  return {
    method: 'PUT',
    path: `/api/v1/auth/oidc`,
    body: params.body,
    as: 'json',
  };
}
