/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { FleetTotals } from '../models/fleet-totals';
import type { InventoryRow } from '../models/inventory-row';

export interface FleetInventoryView {
  aggregates: FleetTotals;
  next_cursor: string | null;
  probes: Array<InventoryRow>;
}
