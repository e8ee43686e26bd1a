/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface FleetSummary {
  connected: number;
  counts: {
    pending: number;
    online: number;
    degraded: number;
    offline: number;
  };
  pending_approvals: number;
  total: number;
}
