/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface SetTenantLimits {
  api_keys?: number | null;
  commands_per_minute?: number | null;
  probes?: number | null;
  users?: number | null;
}
