/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { SiteId } from '../models/site-id';
import type { SiteName } from '../models/site-name';

export interface CreateSite {
  description?: string;
  id?: SiteId;
  name: SiteName;
}
