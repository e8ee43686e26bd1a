/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface TestOidcSettings {
  client_id?: string;
  client_secret?: string;
  provider_url?: string;
}
