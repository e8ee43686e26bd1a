/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface ActivityBucket {
  approvals: number;
  at: string;
  changes: number;
  commands_failed: number;
  commands_ok: number;
  connections_lost: number;
}
