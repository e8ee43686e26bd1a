/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { FleetFilter } from '../models/fleet-filter';
import type { FleetSort } from '../models/fleet-sort';

export interface SaveFilter {
  q: FleetFilter;
  sort?: FleetSort;
}
