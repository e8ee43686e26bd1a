import { z } from 'zod';
import { Level } from './levels.js';
import {
  AllowRule,
  BlockRule,
  PolicyCapacity,
  ChangeWindow,
  MAX_POLICY_RULES,
  PolicyAnswer,
  PolicyPattern,
  ProtectedName,
  ProtectedPath,
  RateLimit,
} from './policy-rules.js';

export const ExecutionClass = z.enum([
  'observe_direct',
  'diagnose_sandbox',
  'remediate_sandbox',
  'breakglass_direct',
  'wasm_sandbox',
]);
export type ExecutionClass = z.infer<typeof ExecutionClass>;

export const ApprovalMode = z.enum(['none', 'mutation_gate', 'plan_first', 'every_action', 'two_person']);
export type ApprovalMode = z.infer<typeof ApprovalMode>;

/** Whether whoever asked may say yes as well, and up to which risk. */
export const PolicySelfApproval = z.enum(['never', 'medium', 'any']);
export type PolicySelfApproval = z.infer<typeof PolicySelfApproval>;

export const POLICY_BREAKGLASS_REASONS = [
  'incident_response',
  'security_emergency',
  'service_outage',
  'data_recovery',
] as const;
export const PolicyBreakglass = z
  .strictObject({
    enabled: z.boolean().default(false),
    allowed_reasons: z
      .array(z.enum(POLICY_BREAKGLASS_REASONS))
      .max(POLICY_BREAKGLASS_REASONS.length)
      .optional(),
    require_typed_confirmation: z.boolean().default(false),
  })
  .refine(({ enabled, allowed_reasons: reasons }) => !enabled || (reasons?.length ?? 0) > 0, {
    path: ['allowed_reasons'],
    message: 'must name the reasons for which the glass may be broken',
  });
export type PolicyBreakglass = z.infer<typeof PolicyBreakglass>;

const Scope = z
  .string()
  .trim()
  .toLowerCase()
  .regex(
    /^[a-z0-9][a-z0-9:_./*-]{0,127}$/,
    'must be a letter or digit, then letters, digits or any of : _ . / - *',
  );

/** Go writes null for what is not set. */
const unset = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === null || value === '' ? undefined : value), schema.optional());
const many = <T extends z.ZodType>(schema: T, most = MAX_POLICY_RULES) => unset(z.array(schema).max(most));

const fields = {
  name: z.string().trim().min(1).max(120),
  description: unset(z.string().trim().max(2_000)),
  level: Level,
  /** Upstream's prefixes of a command line. They only ever tighten: blocked ones are denied, and so is what no allowed one fits. */
  allowed: many(PolicyPattern),
  blocked: many(PolicyPattern),
  /** Touched only as they say. A mere text is a path that is changed only with a person. */
  paths: many(z.preprocess((value) => (typeof value === 'string' ? { match: value } : value), ProtectedPath)),
  services: many(ProtectedName),
  /** Host names: of the probe itself, or of a machine that a command speaks to. */
  hosts: many(ProtectedName),
  allow: many(AllowRule),
  block: many(BlockRule),
  windows: many(ChangeWindow, 50),
  outside_windows: unset(PolicyAnswer),
  rate: unset(RateLimit),
  /** Most probes that one request may address without a person. */
  max_targets: unset(z.int().min(1).max(20_000)),
  capacity: unset(PolicyCapacity),
  execution_class_required: unset(ExecutionClass),
  /** Upstream's flag; the same as `sandbox: required`. */
  sandbox_required: unset(z.boolean()),
  sandbox: unset(z.enum(['preferred', 'required'])),
  /** `required`: a change of which nothing can be looked at before and after waits for a person. Not set: it runs as others do. */
  capture: unset(z.enum(['preferred', 'required'])),
  approval_mode: unset(ApprovalMode),
  require_second_approver: unset(z.boolean()),
  self_approval: unset(PolicySelfApproval),
  breakglass: unset(PolicyBreakglass),
  max_runtime_sec: unset(z.int().min(0).max(86_400)),
  allowed_scopes: many(Scope, 64),
  runtime_class: unset(z.string().max(64)),
  cpu_millis: unset(z.int().min(0).max(1_000_000)),
  memory_mib: unset(z.int().min(0).max(16_777_216)),
  allowed_capabilities: many(z.string().max(128), 64),
};

/**
 * Body of `POST /api/v1/policies`: the whole template. Unknown keys are refused, though
 * upstream ignores them: a protection with a spelling mistake would protect nothing.
 */
export const PolicyInput = z.strictObject({
  ...fields,
  /** Why, for those who read the history. */
  note: unset(z.string().trim().max(500)),
});
export type PolicyInput = z.infer<typeof PolicyInput>;

/** Body of `PUT /api/v1/policies/{id}`. */
export const PolicyUpdate = PolicyInput.extend({
  /** The version that it was written from: refused when there is a newer one. Upstream has none, and without it the last one wins. */
  based_on: unset(z.int().min(1).max(1_000_000)),
});
export type PolicyUpdate = z.infer<typeof PolicyUpdate>;

/** One version of a template, for good: nothing of it is open. */
export const PolicyDocument = z.strictObject({
  ...fields,
  sandbox: z.enum(['preferred', 'required']),
  approval_mode: ApprovalMode,
  execution_class_required: ExecutionClass,
  require_second_approver: z.boolean(),
  self_approval: PolicySelfApproval,
  breakglass: PolicyBreakglass,
  outside_windows: PolicyAnswer,
});
export type PolicyDocument = z.infer<typeof PolicyDocument>;

export const PolicyId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,79}$/, 'must be lower-case letters, digits or -');

/** One field that differs; what is absent on a side is null. */
export const PolicyChange = z.object({
  path: z.string(),
  was: z.unknown(),
  becomes: z.unknown(),
  /** Whether the later one grants more, less, or something that cannot be compared. */
  effect: z.enum(['stricter', 'looser', 'other']),
});
export type PolicyChange = z.infer<typeof PolicyChange>;
export const PolicyDiff = z.object({
  policy_id: z.string(),
  from: z.int(),
  to: z.int(),
  changes: z.array(PolicyChange),
});
export type PolicyDiff = z.infer<typeof PolicyDiff>;
