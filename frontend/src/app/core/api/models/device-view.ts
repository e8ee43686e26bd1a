/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface DeviceView {
  address: string;
  expires_at: string;
  host_name: string;
  requested_at: string;
  user_code: string;
}
