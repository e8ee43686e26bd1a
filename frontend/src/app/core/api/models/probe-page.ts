/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { ProbeView } from '../models/probe-view';

export interface ProbePage {
  next_cursor: string | null;
  probes: Array<ProbeView>;
  total: number;
}
