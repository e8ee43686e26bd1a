/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { FleetFilter } from '../models/fleet-filter';
import type { ProbeId } from '../models/probe-id';
import type { Tags } from '../models/tags';

export interface TagProbes {
  add?: Tags;
  probes?: Array<ProbeId>;
  q?: FleetFilter;
  remove?: Tags;
}
