/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { ApprovalMode } from '../models/approval-mode';
import type { ExecutionClass } from '../models/execution-class';
import type { Level } from '../models/level';
import type { PolicyReason } from '../models/policy-reason';
import type { PolicySelfApproval } from '../models/policy-self-approval';
import type { Risk } from '../models/risk';
import type { VerdictDecision } from '../models/verdict-decision';

export interface PolicyDecisionView {
  classification: {
    capability: Level;
    category: 'observe' | 'diagnose' | 'mutation';
    signature_known: boolean;
    reason_code: string;
  };
  gate_outcome: 'allowed' | 'blocked' | 'pending_approval';
  lane: ExecutionClass;
  level: Level;
  outcome: VerdictDecision;
  policy: {
    policy_id?: string;
    version?: number;
    execution_class_required: ExecutionClass;
    sandbox_required: boolean;
    approval_mode: ApprovalMode;
    require_second_approver: boolean;
    self_approval: PolicySelfApproval;
    breakglass: {
      enabled: boolean;
      allowed_reasons?: Array<string>;
      require_typed_confirmation: boolean;
    };
  };
  rationale: {
    [key: string]: unknown;
  };
  reason_code: string;
  reasons: Array<PolicyReason>;
  risk_level: Risk;
  risk_tier: number;
}
