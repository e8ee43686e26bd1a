/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { ApprovalOptions } from '../models/approval-options';
import type { ApprovalState } from '../models/approval-state';
import type { BindingChange } from '../models/binding-change';
import type { DirectiveOrigin } from '../models/directive-origin';
import type { EvaluatedRule } from '../models/evaluated-rule';
import type { GivenApproval } from '../models/given-approval';
import type { Level } from '../models/level';
import type { Reversibility } from '../models/reversibility';
import type { Risk } from '../models/risk';
import type { SelfApproval } from '../models/self-approval';
import type { SimilarAction } from '../models/similar-action';

export interface ApprovalDetail {
  approvals: Array<GivenApproval>;
  bound: {
    hash: string;
    policy_version: string;
  };
  breakglass_reason?: string;
  changes: Array<BindingChange>;
  command: {
    [key: string]: unknown;
  };
  command_line: string;
  created_at: string;
  decided_at?: string;
  decided_by?: string;
  decision: ApprovalState;
  decision_reason?: string;
  directive: {
    status: string;
    error_kind: string | null;
    error_message: string | null;
    completed_at: string | null;
  };
  directive_id: string;
  effects: Array<string>;
  expires_at: string;
  id: string;
  lapsed_approvals?: Array<GivenApproval>;
  level: Level;
  needs_review: boolean;
  not_after?: string;
  not_before?: string;
  note?: string;
  options: ApprovalOptions;
  origin?: DirectiveOrigin;
  policy_decision: 'queue';
  policy_rationale: {
    [key: string]: unknown;
  };
  probe_id: string;
  rationale_missing: boolean;
  reason: string;
  requester: string;
  requester_type: string;
  require_second_approver: boolean;
  required_approvals: number;
  reversible: Reversibility;
  review_note?: string;
  reviewed_at?: string;
  reviewed_by?: string;
  risk_level: Risk;
  rules: Array<EvaluatedRule>;
  seconds_left: number;
  self_approval: SelfApproval;
  similar: Array<SimilarAction>;
  summary: string;
  superseded_by?: string;
  supersedes?: string;
  target: {
    type: string;
    id: string;
    name: string;
  };
  treated_as: Risk;
  what: string;
  will_be_written: Array<{
    type: string;
    summary: string;
  }>;
}
