/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { ExpectedRow } from '../models/expected-row';

export interface ExpectedGroup {
  count: number;
  inventory_at: string | null;
  more_rows: number;
  probes: Array<{
    id: string;
    hostname: string;
  }>;
  rows: Array<ExpectedRow>;
}
