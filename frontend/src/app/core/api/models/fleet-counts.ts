/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface FleetCounts {
  all: number;
  degraded: number;
  offline: number;
  online: number;
  pending: number;
}
