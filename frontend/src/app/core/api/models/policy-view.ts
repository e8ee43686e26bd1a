/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { AllowRule } from '../models/allow-rule';
import type { ApprovalMode } from '../models/approval-mode';
import type { CapacityIndicator } from '../models/capacity-indicator';
import type { ExecutionClass } from '../models/execution-class';
import type { Level } from '../models/level';
import type { PolicyAnswer } from '../models/policy-answer';
import type { PolicyPattern } from '../models/policy-pattern';
import type { PolicySelfApproval } from '../models/policy-self-approval';
import type { Risk } from '../models/risk';
import type { Weekday } from '../models/weekday';

export interface PolicyView {
  allow?: Array<AllowRule>;
  allowed?: Array<string>;
  allowed_capabilities?: Array<string>;
  allowed_scopes?: Array<string>;
  approval_mode: ApprovalMode;
  block?: Array<{
    kind?: string;
    verb?: PolicyPattern;
    target?: PolicyPattern;
    min_level?: Level;
    max_level?: Level;
    min_risk?: Risk;
    max_risk?: Risk;
    then: PolicyAnswer;
    reason?: string;
  }>;
  blocked?: Array<string>;
  breakglass: {
    enabled: boolean;
    allowed_reasons?: Array<string>;
    require_typed_confirmation: boolean;
  };
  builtin: boolean;
  capacity?: {
    conditions: Array<{
      indicator: CapacityIndicator;
      comparator: '>' | '<';
      threshold: number;
      then: PolicyAnswer;
    }>;
    applies_to: 'change' | 'all';
    missing: 'ignore' | 'queue';
  };
  capture?: 'preferred' | 'required';
  cpu_millis?: number;
  created_at: string;
  description?: string;
  execution_class_required: ExecutionClass;
  hosts?: Array<{
    match: string;
    on: 'change' | 'any';
    then: PolicyAnswer;
  }>;
  id: string;
  level: Level;
  max_runtime_sec?: number;
  max_targets?: number;
  memory_mib?: number;
  name: string;
  outside_windows: PolicyAnswer;
  paths?: Array<{
    match: string;
    on: 'change' | 'any';
    then: PolicyAnswer;
  }>;
  rate?: {
    per_probe?: number;
    per_tenant?: number;
    then: PolicyAnswer;
  };
  require_second_approver: boolean;
  runtime_class?: string;
  sandbox: 'preferred' | 'required';
  sandbox_required: boolean;
  self_approval: PolicySelfApproval;
  services?: Array<{
    match: string;
    on: 'change' | 'any';
    then: PolicyAnswer;
  }>;
  updated_at: string;
  version: number;
  windows?: Array<{
    days: Array<Weekday>;
    from: string;
    to: string;
    time_zone: string;
  }>;
}
