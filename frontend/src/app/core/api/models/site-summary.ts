/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { SiteView } from '../models/site-view';

export interface SiteSummary {
  connected: number;
  site: SiteView;
  worst: Array<{
    id: string;
    hostname: string;
    status: 'pending' | 'online' | 'degraded' | 'offline';
    score?: number;
  }>;
}
