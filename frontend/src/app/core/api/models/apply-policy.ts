/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { PolicyScope } from '../models/policy-scope';

export interface ApplyPolicy {
  reason?: string;
  scope: PolicyScope;
  version?: number;
}
