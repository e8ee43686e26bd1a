/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { SiteName } from '../models/site-name';

export interface ChangeSite {
  description?: string | null;
  name?: SiteName;
}
