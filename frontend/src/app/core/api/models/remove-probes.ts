/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { ProbeId } from '../models/probe-id';

export interface RemoveProbes {
  probes: Array<ProbeId>;
}
