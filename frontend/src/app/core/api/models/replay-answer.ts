/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { ReplayView } from '../models/replay-view';

export interface ReplayAnswer {
  matching: number;
  replay?: ReplayView;
}
