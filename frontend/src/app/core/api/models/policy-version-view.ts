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

export interface PolicyVersionView {
  author: {
    type: string;
    id: string;
    name: string;
  };
  created_at: string;
  document: {
    name: string;
    description?: string;
    level: Level;
    allowed?: Array<string>;
    blocked?: Array<string>;
    paths?: Array<{
      match: string;
      on: 'change' | 'any';
      then: PolicyAnswer;
    }>;
    services?: Array<{
      match: string;
      on: 'change' | 'any';
      then: PolicyAnswer;
    }>;
    hosts?: Array<{
      match: string;
      on: 'change' | 'any';
      then: PolicyAnswer;
    }>;
    allow?: Array<AllowRule>;
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
    windows?: Array<{
      days: Array<Weekday>;
      from: string;
      to: string;
      time_zone: string;
    }>;
    outside_windows: PolicyAnswer;
    rate?: {
      per_probe?: number;
      per_tenant?: number;
      then: PolicyAnswer;
    };
    max_targets?: number;
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
    execution_class_required: ExecutionClass;
    sandbox_required?: boolean;
    sandbox: 'preferred' | 'required';
    capture?: 'preferred' | 'required';
    approval_mode: ApprovalMode;
    require_second_approver: boolean;
    self_approval: PolicySelfApproval;
    breakglass: {
      enabled: boolean;
      allowed_reasons?: Array<string>;
      require_typed_confirmation: boolean;
    };
    max_runtime_sec?: number;
    allowed_scopes?: Array<string>;
    runtime_class?: string;
    cpu_millis?: number;
    memory_mib?: number;
    allowed_capabilities?: Array<string>;
  };
  note: string | null;
  version: number;
}
