import { z } from 'zod';
import { Level } from './levels.js';
import { ApprovalMode, ExecutionClass, PolicySelfApproval } from './policies.js';
import { AllowRule, CapacityIndicator, PolicyAnswer, Weekday } from './policy-rules.js';

const texts = z.array(z.string()).optional();
const guarded = z
  .array(z.object({ match: z.string(), on: z.enum(['change', 'any']), then: PolicyAnswer }))
  .optional();
const condition = z.object({
  indicator: CapacityIndicator,
  comparator: z.enum(['>', '<']),
  threshold: z.number(),
  then: PolicyAnswer,
});

/** All that a version of a template says, as it is answered: nothing of it is left open. */
const fields = {
  name: z.string(),
  description: z.string().optional(),
  level: Level,
  allowed: texts,
  blocked: texts,
  paths: guarded,
  services: guarded,
  hosts: guarded,
  allow: z.array(AllowRule).optional(),
  block: z
    .array(z.object({ ...AllowRule.shape, then: PolicyAnswer, reason: z.string().optional() }))
    .optional(),
  windows: z
    .array(z.object({ days: z.array(Weekday), from: z.string(), to: z.string(), time_zone: z.string() }))
    .optional(),
  outside_windows: PolicyAnswer,
  rate: z
    .object({ per_probe: z.int().optional(), per_tenant: z.int().optional(), then: PolicyAnswer })
    .optional(),
  max_targets: z.int().optional(),
  capacity: z
    .object({
      conditions: z.array(condition),
      applies_to: z.enum(['change', 'all']),
      missing: z.enum(['ignore', 'queue']),
    })
    .optional(),
  execution_class_required: ExecutionClass,
  sandbox_required: z.boolean().optional(),
  sandbox: z.enum(['preferred', 'required']),
  /** Only where it asks for something. */
  capture: z.enum(['preferred', 'required']).optional(),
  approval_mode: ApprovalMode,
  require_second_approver: z.boolean(),
  self_approval: PolicySelfApproval,
  breakglass: z.object({
    enabled: z.boolean(),
    allowed_reasons: texts,
    require_typed_confirmation: z.boolean(),
  }),
  max_runtime_sec: z.int().optional(),
  allowed_scopes: texts,
  runtime_class: z.string().optional(),
  cpu_millis: z.int().optional(),
  memory_mib: z.int().optional(),
  allowed_capabilities: texts,
};

/** A template as upstream shows it, and what we know beyond it. */
export const PolicyView = z.object({
  id: z.string(),
  ...fields,
  sandbox_required: z.boolean(),
  version: z.int(),
  builtin: z.boolean(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});
export type PolicyView = z.infer<typeof PolicyView>;
export const PolicyList = z.array(PolicyView);

export const PolicyVersionView = z.object({
  version: z.int(),
  author: z.object({ type: z.string(), id: z.string(), name: z.string() }),
  note: z.string().nullable(),
  created_at: z.iso.datetime(),
  document: z.object(fields),
});
export type PolicyVersionView = z.infer<typeof PolicyVersionView>;
export const PolicyVersions = z.object({ policy_id: z.string(), versions: z.array(PolicyVersionView) });
