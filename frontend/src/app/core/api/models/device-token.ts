/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface DeviceToken {
  access_token: string;
  expires_at: string;
  token_type: 'Bearer';
}
