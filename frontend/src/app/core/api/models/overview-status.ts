/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface OverviewStatus {
  counts: {
    total: number;
    online: number;
    degraded: number;
    offline: number;
    pending: number;
    waiting?: number;
  };
  frozen: boolean;
  text: string;
}
