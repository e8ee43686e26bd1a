/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { ApprovalStanding } from '../models/approval-standing';

export interface GivenApproval {
  actor: string;
  actor_id: string;
  as: ApprovalStanding;
  claimed_by?: string;
  reason?: string;
  timestamp: string;
}
