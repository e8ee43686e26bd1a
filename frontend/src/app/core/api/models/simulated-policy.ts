/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { PolicyDecisionView } from '../models/policy-decision-view';

export interface SimulatedPolicy {
  decision: PolicyDecisionView;
  probe_id: string | null;
}
