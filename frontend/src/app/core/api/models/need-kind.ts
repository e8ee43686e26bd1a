/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export type NeedKind =
  | 'approval'
  | 'silent_probe'
  | 'degraded_probe'
  | 'failed_command'
  | 'frozen'
  | 'dead_delivery'
  | 'approval_expired';
