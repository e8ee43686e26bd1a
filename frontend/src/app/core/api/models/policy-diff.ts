/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { PolicyChange } from '../models/policy-change';

export interface PolicyDiff {
  changes: Array<PolicyChange>;
  from: number;
  policy_id: string;
  to: number;
}
