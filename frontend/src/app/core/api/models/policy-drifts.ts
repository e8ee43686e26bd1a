/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { ProbePolicyView } from '../models/probe-policy-view';

export interface PolicyDrifts {
  probes: Array<ProbePolicyView>;
  truncated: boolean;
}
