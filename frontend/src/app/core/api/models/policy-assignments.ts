/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { PolicyAssignmentView } from '../models/policy-assignment-view';

export interface PolicyAssignments {
  assignments: Array<PolicyAssignmentView>;
}
