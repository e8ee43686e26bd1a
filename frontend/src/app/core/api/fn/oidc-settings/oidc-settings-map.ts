/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { MapOidcClaims } from '../../models/map-oidc-claims';
import type { OidcMapping } from '../../models/oidc-mapping';

export interface OidcSettingsMapParams {
  body: MapOidcClaims;
}

export function oidcSettingsMap(params: OidcSettingsMapParams): ApiRequest<OidcMapping> {
  return {
    method: 'POST',
    path: `/api/v1/auth/oidc/map`,
    body: params.body,
    as: 'json',
  };
}
