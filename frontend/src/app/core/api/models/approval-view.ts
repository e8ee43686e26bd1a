/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { ApprovalState } from '../models/approval-state';
import type { Risk } from '../models/risk';

export interface ApprovalView {
  command: {
    [key: string]: unknown;
  };
  created_at: string;
  decided_at?: string;
  decided_by?: string;
  decision: ApprovalState;
  directive_id: string;
  expires_at: string;
  id: string;
  policy_decision: 'queue';
  policy_rationale: {
    [key: string]: unknown;
  };
  probe_id: string;
  reason: string;
  requester: string;
  required_approvals: number;
  risk_level: Risk;
  summary: string;
}
