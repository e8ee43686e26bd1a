/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { DecidedApproval } from '../models/decided-approval';

export interface DecidedApprovals {
  items: Array<DecidedApproval>;
}
