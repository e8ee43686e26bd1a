/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { FleetFilter } from '../models/fleet-filter';
import type { ProbeId } from '../models/probe-id';
import type { SiteId } from '../models/site-id';

export interface AssignSite {
  probes?: Array<ProbeId>;
  q?: FleetFilter;
  site: SiteId | null;
}
