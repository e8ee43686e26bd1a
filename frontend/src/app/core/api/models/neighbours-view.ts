/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { Neighbour } from '../models/neighbour';

export interface NeighboursView {
  age_seconds: number | null;
  neighbours: Array<Neighbour>;
  probe_id: string;
  received_at: string | null;
  truncated: boolean;
}
