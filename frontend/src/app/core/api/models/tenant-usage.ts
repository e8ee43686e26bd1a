/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface TenantUsage {
  api_keys: number;
  commands_per_minute: number;
  probes: number;
  users: number;
}
