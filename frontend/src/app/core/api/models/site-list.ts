/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { SiteView } from '../models/site-view';

export interface SiteList {
  sites: Array<SiteView>;
  without: {
    online: number;
    degraded: number;
    offline: number;
    pending: number;
  };
}
