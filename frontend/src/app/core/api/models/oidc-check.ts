/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface OidcCheck {
  message: string;
  name: 'address' | 'discovery' | 'issuer' | 'pkce' | 'algorithms' | 'keys' | 'logout';
  outcome: 'ok' | 'warning' | 'failed';
}
