/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface SiteView {
  counts: {
    online: number;
    degraded: number;
    offline: number;
    pending: number;
  };
  created_at: string;
  created_by: string;
  description: string;
  id: string;
  name: string;
  probes: number;
}
