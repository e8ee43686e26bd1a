/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { SiteId } from '../models/site-id';

export interface SetSite {
  site: SiteId | null;
}
