/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { FleetSort } from '../models/fleet-sort';

export interface SavedFilter {
  name: string;
  q: string;
  sort?: FleetSort;
  updated_at: string;
  updated_by: string;
}
