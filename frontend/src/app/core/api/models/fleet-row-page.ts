/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { FleetCounts } from '../models/fleet-counts';
import type { FleetRow } from '../models/fleet-row';

export interface FleetRowPage {
  counts: FleetCounts;
  next_cursor: string | null;
  rows: Array<FleetRow>;
  total: number;
}
