import { z } from 'zod';
import { VerdictDecision } from './directives.js';
import { Level, Risk } from './levels.js';
import { ApprovalMode, ExecutionClass, PolicyId, PolicyInput, PolicySelfApproval } from './policies.js';
import { PolicyView } from './policy-views.js';
import { PolicyApply } from './policy-assignments.js';
import { SiteId } from './sites.js';

/** Go writes null for what is not set. */
const unset = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === null || value === '' ? undefined : value), schema.optional());

const command = {
  command: z.string().trim().min(1).max(131_072),
  args: unset(z.array(z.string().max(131_072)).max(4_095)),
  level: unset(Level),
};

/** Body of upstream's `POST /api/v1/probes/{id}/command/simulate`. */
export const SimulateCommand = z.object({
  request_id: unset(z.string().max(128)),
  ...command,
  policy_id: unset(PolicyId),
});
export type SimulateCommand = z.infer<typeof SimulateCommand>;

/** Body of `POST /api/v1/policy/simulate`: a stored policy or one that is being written, at a probe or at an imagined one. */
export const SimulatePolicy = z
  .strictObject({
    ...command,
    timeout_sec: z.int().min(1).max(86_400).optional(),
    probe_id: z.string().min(1).max(64).optional(),
    policy_id: PolicyId.optional(),
    version: z.int().min(1).optional(),
    document: PolicyInput.optional(),
    /** What a probe of one's imagination is like. A sandbox works there, and it looks before and after. */
    assume: z
      .strictObject({
        ceiling: Level.default('remediate'),
        tags: z.array(z.string().max(128)).max(64).default([]),
        site: SiteId.nullable().default(null),
        hostname: z.string().max(255).default('a-host'),
      })
      .optional(),
    at: z.iso.datetime({ offset: true }).optional(),
  })
  .refine(({ policy_id, document }) => policy_id === undefined || document === undefined, {
    path: ['document'],
    message: 'name a policy or give one, not both',
  });
export type SimulatePolicy = z.infer<typeof SimulatePolicy>;

export const PolicyReason = z.object({ code: z.string(), text: z.string() });
/** One thing that was looked at. Those that drove the outcome say so. */
export const PolicyIndicator = z.object({
  name: z.string(),
  source: z.string().optional(),
  value: z.union([z.string(), z.number()]).optional(),
  comparator: z.string().optional(),
  threshold: z.union([z.string(), z.number()]).optional(),
  severity: z.enum(['info', 'warn', 'critical']).optional(),
  effect: z.string().optional(),
  drove_outcome: z.boolean(),
  message: z.string().optional(),
});
export type PolicyIndicator = z.infer<typeof PolicyIndicator>;

/** Upstream's decision, as section 3.4 of its contract has it. */
export const PolicyDecisionView = z.object({
  outcome: VerdictDecision,
  gate_outcome: z.enum(['allowed', 'blocked', 'pending_approval']),
  lane: ExecutionClass,
  risk_level: Risk,
  risk_tier: z.int(),
  reason_code: z.string(),
  level: Level,
  reasons: z.array(PolicyReason),
  classification: z.object({
    capability: Level,
    category: z.enum(['observe', 'diagnose', 'mutation']),
    signature_known: z.boolean(),
    reason_code: z.string(),
  }),
  policy: z.object({
    policy_id: z.string().optional(),
    version: z.int().optional(),
    execution_class_required: ExecutionClass,
    sandbox_required: z.boolean(),
    approval_mode: ApprovalMode,
    require_second_approver: z.boolean(),
    self_approval: PolicySelfApproval,
    breakglass: PolicyView.shape.breakglass,
  }),
  rationale: z.record(z.string(), z.unknown()),
});
export type PolicyDecisionView = z.infer<typeof PolicyDecisionView>;

export const SimulatedCommand = z.object({
  probe_id: z.string(),
  command: z.object({
    request_id: z.string().optional(),
    command: z.string(),
    args: z.array(z.string()).optional(),
    level: Level.optional(),
  }),
  decision: PolicyDecisionView,
});
export const SimulatedPolicy = z.object({ probe_id: z.string().nullable(), decision: PolicyDecisionView });

const ReplayAsk = z.strictObject({
  days: z.int().min(1).max(30).default(7),
  version: z.int().min(1).optional(),
  /** In place of the stored version: what is being written. */
  document: PolicyInput.optional(),
  scope: PolicyApply.shape.scope.optional(),
  limit: z.int().min(1).max(500).default(100),
});
/** Body of `POST /api/v1/policies/{id}/replay`. */
export const ReplayPolicy = ReplayAsk.nullish().transform((body) => body ?? ReplayAsk.parse({}));
export type ReplayPolicy = z.infer<typeof ReplayPolicy>;

const Counts = z.object({ allow: z.int(), queue: z.int(), deny: z.int() });
export const PolicyReplay = z.object({
  policy_id: z.string(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  /** Commands looked at; `truncated` when there were more than are read. */
  total: z.int(),
  truncated: z.boolean(),
  then: Counts,
  now: Counts,
  /** Commands that would be decided otherwise, most often first; the same command at the same probe counts once. */
  differences: z.array(
    z.object({
      command: z.string(),
      probe_id: z.string(),
      then: VerdictDecision,
      now: VerdictDecision,
      count: z.int(),
      last_at: z.iso.datetime(),
      reason: z.string(),
    }),
  ),
  differing: z.int(),
});
export type PolicyReplay = z.infer<typeof PolicyReplay>;
