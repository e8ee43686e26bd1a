import { z } from 'zod';
import { Level } from './levels.js';
import { PolicyId } from './policies.js';

/** Who a policy is applied to: one probe, or every probe that has a tag or is in a site, now or later. */
export const PolicyScope = z.strictObject({
  type: z.enum(['probe', 'tag', 'site']),
  id: z.string().trim().min(1).max(128),
});
export type PolicyScope = z.infer<typeof PolicyScope>;

/** Payload of the directive `policy.apply`. Without a policy the scope has none of its own any more. */
export const PolicyApply = z.strictObject({
  scope: PolicyScope.transform(({ type, id }) => ({ type, id: type === 'probe' ? id : id.toLowerCase() })),
  policy_id: PolicyId.nullable(),
  /** The newest unless said. */
  version: z.int().min(1).optional(),
});
export type PolicyApply = z.infer<typeof PolicyApply>;

/** Body of `POST /api/v1/policies/{id}/apply`. */
export const ApplyPolicy = z.strictObject({
  scope: PolicyApply.shape.scope,
  version: z.int().min(1).optional(),
  reason: z.string().trim().min(1).max(500).optional(),
});
export type ApplyPolicy = z.infer<typeof ApplyPolicy>;
export const UnassignPolicy = z.strictObject({ scope: PolicyApply.shape.scope });
export type UnassignPolicy = z.infer<typeof UnassignPolicy>;

const HeldView = z.object({
  policy_id: z.string(),
  version: z.int(),
  via: z.object({ type: z.enum(['probe', 'tag', 'site']), id: z.string() }),
});
const Goes = z.object({ level: Level, policies: z.array(HeldView) });
/** Answer of `POST /api/v1/policies/assignments/preview`: what would become of each probe. Nothing is written. */
export const PolicyForesight = z.object({
  scope: z.object({ type: z.enum(['probe', 'tag', 'site']), id: z.string() }),
  policy_id: z.string().nullable(),
  version: z.int().nullable(),
  /** Probes in the scope now. */
  total: z.int(),
  /** Those that would go by something else. */
  changed: z.int(),
  /** Those of them that could let more happen without a person than now. */
  looser: z.int(),
  /** Whether only an administrator may do it. */
  needs_admin: z.boolean(),
  /** The first 200 that would change, those that would be looser first. */
  probes: z.array(
    z.object({
      probe_id: z.string(),
      hostname: z.string(),
      connected: z.boolean(),
      ceiling: Level.nullable(),
      was: Goes,
      becomes: Goes,
      looser: z.boolean(),
    }),
  ),
  truncated: z.boolean(),
});
export type PolicyForesight = z.infer<typeof PolicyForesight>;

/** Upstream's answer to applying a policy to one probe. */
export const AppliedPolicy = z.object({
  status: z.enum(['applied', 'applied_locally']),
  probe_id: z.string(),
  policy_id: z.string(),
  level: Level,
  version: z.int(),
  revision: z.int(),
  note: z.string().optional(),
});
export type AppliedPolicy = z.infer<typeof AppliedPolicy>;

export const PolicyApplied = z.object({
  directive_id: z.string(),
  scope: z.object({ type: z.string(), id: z.string() }),
  policy_id: z.string().nullable(),
  version: z.int().nullable(),
  /** Probes whose policy is another one now. */
  changed: z.int(),
});
export type PolicyApplied = z.infer<typeof PolicyApplied>;

export const PolicyAssignmentView = z.object({
  scope: z.object({ type: z.enum(['probe', 'tag', 'site']), id: z.string() }),
  policy_id: z.string(),
  version: z.int(),
  /** The newest there is; a higher one than `version` waits to be applied. */
  newest: z.int().nullable(),
  by: z.string(),
  at: z.iso.datetime(),
});
export type PolicyAssignmentView = z.infer<typeof PolicyAssignmentView>;
export const PolicyAssignments = z.object({ assignments: z.array(PolicyAssignmentView) });

/** Whether a probe goes by what is assigned to it. */
export const PolicyDrift = z.enum([
  'none',
  'unassigned',
  'unreported',
  'outdated',
  'stricter_here',
  'refused',
]);
export type PolicyDrift = z.infer<typeof PolicyDrift>;

export const ProbePolicyView = z.object({
  probe_id: z.string(),
  level: Level,
  revision: z.int(),
  policies: z.array(HeldView),
  sandbox: z.enum(['preferred', 'required']),
  drift: PolicyDrift,
  drift_note: z.string().nullable(),
  reported: z
    .object({
      revision: z.int(),
      level: Level,
      sandbox: z.string(),
      at: z.iso.datetime(),
      refused: z.string().nullable(),
    })
    .nullable(),
  set_at: z.iso.datetime().nullable(),
});
export type ProbePolicyView = z.infer<typeof ProbePolicyView>;
export const PolicyDrifts = z.object({ probes: z.array(ProbePolicyView), truncated: z.boolean() });
