/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { OidcTestResult } from '../../models/oidc-test-result';
import type { TestOidcSettings } from '../../models/test-oidc-settings';

export interface OidcSettingsTestParams {
  body: TestOidcSettings;
}

export function oidcSettingsTest(params: OidcSettingsTestParams): ApiRequest<OidcTestResult> {
  return {
    method: 'POST',
    path: `/api/v1/auth/oidc/test`,
    body: params.body,
    as: 'json',
  };
}
