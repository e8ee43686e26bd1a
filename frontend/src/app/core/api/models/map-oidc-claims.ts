/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface MapOidcClaims {
  claims: {
    [key: string]: unknown;
  };
  settings?: {
    role_claim?: string;
    role_mapping?: {
      [key: string]: string;
    };
    default_role?: string | '';
    tenant?: string;
  };
}
