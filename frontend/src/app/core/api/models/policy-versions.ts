/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { PolicyVersionView } from '../models/policy-version-view';

export interface PolicyVersions {
  policy_id: string;
  versions: Array<PolicyVersionView>;
}
