/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { Level } from '../models/level';
import type { PolicyDecisionView } from '../models/policy-decision-view';

export interface SimulatedCommand {
  command: {
    request_id?: string;
    command: string;
    args?: Array<string>;
    level?: Level;
  };
  decision: PolicyDecisionView;
  probe_id: string;
}
