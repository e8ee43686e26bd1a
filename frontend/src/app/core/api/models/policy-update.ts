/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { AllowRule } from '../models/allow-rule';
import type { ApprovalMode } from '../models/approval-mode';
import type { BlockRule } from '../models/block-rule';
import type { ChangeWindow } from '../models/change-window';
import type { ExecutionClass } from '../models/execution-class';
import type { Level } from '../models/level';
import type { PolicyAnswer } from '../models/policy-answer';
import type { PolicyBreakglass } from '../models/policy-breakglass';
import type { PolicyCapacity } from '../models/policy-capacity';
import type { PolicyPattern } from '../models/policy-pattern';
import type { PolicySelfApproval } from '../models/policy-self-approval';
import type { ProtectedName } from '../models/protected-name';
import type { ProtectedPath } from '../models/protected-path';
import type { RateLimit } from '../models/rate-limit';

export interface PolicyUpdate {
  allow?: Array<AllowRule>;
  allowed?: Array<PolicyPattern>;
  allowed_capabilities?: Array<string>;
  allowed_scopes?: Array<string>;
  approval_mode?: ApprovalMode;
  based_on?: number;
  block?: Array<BlockRule>;
  blocked?: Array<PolicyPattern>;
  breakglass?: PolicyBreakglass;
  capacity?: PolicyCapacity;
  capture?: 'preferred' | 'required';
  cpu_millis?: number;
  description?: string;
  execution_class_required?: ExecutionClass;
  hosts?: Array<ProtectedName>;
  level: Level;
  max_runtime_sec?: number;
  max_targets?: number;
  memory_mib?: number;
  name: string;
  note?: string;
  outside_windows?: PolicyAnswer;
  paths?: Array<ProtectedPath>;
  rate?: RateLimit;
  require_second_approver?: boolean;
  runtime_class?: string;
  sandbox?: 'preferred' | 'required';
  sandbox_required?: boolean;
  self_approval?: PolicySelfApproval;
  services?: Array<ProtectedName>;
  windows?: Array<ChangeWindow>;
}
