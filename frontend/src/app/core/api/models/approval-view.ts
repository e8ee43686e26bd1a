/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { ApprovalState } from '../models/approval-state';
import type { GivenApproval } from '../models/given-approval';
import type { Risk } from '../models/risk';

export interface ApprovalView {
  approvals: Array<GivenApproval>;
  breakglass_reason?: string;
  command: {
    [key: string]: unknown;
  };
  created_at: string;
  decided_at?: string;
  decided_by?: string;
  decision: ApprovalState;
  decision_reason?: string;
  directive_id: string;
  expires_at: string;
  id: string;
  lapsed_approvals?: Array<GivenApproval>;
  needs_review: boolean;
  not_after?: string;
  not_before?: string;
  policy_decision: 'queue';
  policy_rationale: {
    [key: string]: unknown;
  };
  probe_id: string;
  reason: string;
  requester: string;
  requester_type: string;
  require_second_approver: boolean;
  required_approvals: number;
  review_note?: string;
  reviewed_at?: string;
  reviewed_by?: string;
  risk_level: Risk;
  summary: string;
  superseded_by?: string;
  supersedes?: string;
  target: {
    type: string;
    id: string;
    name: string;
  };
}
