import { z } from 'zod';
import { Level, Risk } from './levels.js';
import { Permission } from './permissions.js';

/** The five states of a directive; the last three are final. */
export const DirectiveStatus = z.enum(['requested', 'running', 'succeeded', 'failed', 'canceled']);
export type DirectiveStatus = z.infer<typeof DirectiveStatus>;

/** Whether a person holds it back. */
export const DirectiveGate = z.enum(['none', 'pending', 'approved', 'denied', 'expired']);
export type DirectiveGate = z.infer<typeof DirectiveGate>;

export const VerdictDecision = z.enum(['allow', 'queue', 'deny']);
export type VerdictDecision = z.infer<typeof VerdictDecision>;

/**
 * Where an intent came from, when it was not typed by the person who asks: a conversation. It can only make the verdict
 * stricter.
 */
export const DirectiveOrigin = z.object({
  via: z.literal('chat'),
  conversation_id: z.string(),
  turn_id: z.string(),
  /** The model that proposed it; null for a person's own words or the rules that need no model. */
  model: z.string().nullable(),
  /** What hosts wrote was read before it was proposed. */
  untrusted: z.boolean(),
});
export type DirectiveOrigin = z.infer<typeof DirectiveOrigin>;

/** Body of `POST /api/v1/directives`. */
export const RequestDirective = z.strictObject({
  type: z.string().min(1).max(255),
  payload: z.record(z.string(), z.unknown()).default({}),
  /** The same key with the same payload gives the first directive back; with another payload it is refused. */
  idempotency_key: z.string().min(1).max(400).optional(),
  /** Not before. */
  scheduled_at: z.iso.datetime({ offset: true }).optional(),
  /** Canceled as expired when it has not started by then. */
  not_after: z.iso.datetime({ offset: true }).optional(),
  reason: z.string().trim().min(1).max(500).optional(),
  parent_id: z.uuid().optional(),
  /** Not to wait for a person, for a reason from the policy's list; somebody looks at it afterwards. */
  breakglass_reason: z.string().trim().min(1).max(100).optional(),
  /** The name of what it is about, typed by whoever breaks the glass. */
  breakglass_confirm: z.string().trim().min(1).max(255).optional(),
  /** The approval of an earlier request that this one replaces. */
  supersedes: z.uuid().optional(),
});
export type RequestDirective = z.infer<typeof RequestDirective>;

export const CancelDirective = z.strictObject({
  reason: z.string().trim().min(1).max(500).default('canceled'),
});
export type CancelDirective = z.infer<typeof CancelDirective>;

export const RerunDirective = z.strictObject({ reason: z.string().trim().min(1).max(500) });
export type RerunDirective = z.infer<typeof RerunDirective>;

export const ListDirectives = z.strictObject({
  status: DirectiveStatus.optional(),
  gate: DirectiveGate.optional(),
  type: z.string().max(255).optional(),
  subject_type: z.string().max(64).optional(),
  subject_id: z.string().max(255).optional(),
  correlation_id: z.string().max(255).optional(),
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});
export type ListDirectives = z.infer<typeof ListDirectives>;

export const DirectiveView = z.object({
  id: z.uuid(),
  type: z.string(),
  status: DirectiveStatus,
  gate: DirectiveGate,
  phase: z.string().nullable(),
  summary: z.string(),
  payload: z.record(z.string(), z.unknown()),
  subject: z.object({ type: z.string(), id: z.string() }),
  decision: VerdictDecision,
  level: Level,
  risk: Risk,
  reasons: z.array(z.object({ code: z.string(), text: z.string() })),
  approval_id: z.uuid().nullable(),
  requested_by: z.object({ type: z.string(), id: z.string(), name: z.string() }),
  reason: z.string().nullable(),
  parent_id: z.uuid().nullable(),
  correlation_id: z.string().nullable(),
  requested_at: z.iso.datetime(),
  scheduled_at: z.iso.datetime(),
  not_after: z.iso.datetime().nullable(),
  started_at: z.iso.datetime().nullable(),
  completed_at: z.iso.datetime().nullable(),
  attempt: z.int(),
  result: z.record(z.string(), z.unknown()).nullable(),
  error_kind: z.string().nullable(),
  error_message: z.string().nullable(),
});
export type DirectiveView = z.infer<typeof DirectiveView>;

/** What a freeze holds. A scope that names nothing would hold nothing, so all but the tenant need an id. */
const FreezeScope = z
  .strictObject({
    type: z.enum(['tenant', 'site', 'tag', 'probe']),
    id: z.string().trim().min(1).max(255).optional(),
  })
  .refine(({ type, id }) => type === 'tenant' || id !== undefined, {
    path: ['id'],
    message: 'say which one',
  })
  // Tags and the ids of sites are kept in lower case.
  .transform(({ type, id }) => ({
    type,
    id: type === 'tenant' ? '*' : type === 'probe' ? id! : id!.toLowerCase(),
  }));

/** Body of `POST /api/v1/execution/freeze`: nothing starts in this scope until it is lifted or ends. */
export const FreezeExecution = z.strictObject({
  scope: FreezeScope,
  reason: z.string().trim().min(1).max(500),
  until: z.iso.datetime({ offset: true }).optional(),
});
export type FreezeExecution = z.infer<typeof FreezeExecution>;

export const LiftFreeze = z.strictObject({ id: z.uuid() });
export type LiftFreeze = z.infer<typeof LiftFreeze>;

/** Query of the history of freezes; `before` is when the last one of the page before began. */
export const ListFreezes = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  before: z.iso.datetime({ offset: true }).optional(),
});
export type ListFreezes = z.infer<typeof ListFreezes>;

/** A kind of directive and who may ask for it. */
export const DirectiveTypeView = z.object({
  name: z.string(),
  title: z.string(),
  permission: Permission,
  kind: z.string(),
  requestable: z.boolean(),
  rerunnable: z.boolean(),
  /** JSON Schema of its payload. */
  payload_schema: z.record(z.string(), z.unknown()),
});
export type DirectiveTypeView = z.infer<typeof DirectiveTypeView>;
export const DirectiveTypeList = z.object({ types: z.array(DirectiveTypeView) });

/** `created` is false when the same was asked for before. */
export const RequestedDirective = z.object({ directive: DirectiveView, created: z.boolean() });
export type RequestedDirective = z.infer<typeof RequestedDirective>;

export const ChangedDirective = z.object({ directive: DirectiveView });
export type ChangedDirective = z.infer<typeof ChangedDirective>;

export const DirectivePage = z.object({
  directives: z.array(DirectiveView),
  next_cursor: z.string().nullable(),
});
export type DirectivePage = z.infer<typeof DirectivePage>;

/** One try at a directive. */
export const DirectiveAttempt = z.object({
  attempt: z.int(),
  trigger: z.enum(['initial', 'rerun', 'lease_recovery']),
  started_at: z.string(),
  finished_at: z.string().nullable(),
  outcome: z.string().nullable(),
  result: z.record(z.string(), z.unknown()).nullable(),
  error_kind: z.string().nullable(),
  error_message: z.string().nullable(),
});
export type DirectiveAttempt = z.infer<typeof DirectiveAttempt>;
export const DirectiveAttempts = z.object({ attempts: z.array(DirectiveAttempt) });

export const FreezeView = z.object({
  id: z.string(),
  tenant_id: z.string(),
  scope_type: z.string(),
  /** `*` for the whole tenant. */
  scope_id: z.string(),
  reason: z.string(),
  by_id: z.string(),
  by_name: z.string(),
  from_at: z.string(),
  until_at: z.string().nullable(),
  lifted_at: z.string().nullable(),
  lifted_by: z.string().nullable(),
});
export type FreezeView = z.infer<typeof FreezeView>;
export const FreezeList = z.object({ freezes: z.array(FreezeView) });
export const FrozenExecution = z.object({ freeze: FreezeView });
