/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { PolicyId } from '../models/policy-id';
import type { PolicyScope } from '../models/policy-scope';

export interface PolicyApply {
  policy_id: PolicyId | null;
  scope: PolicyScope;
  version?: number;
}
