import { z } from 'zod';
import { DirectiveOrigin } from './directives.js';
import { Level, Risk } from './levels.js';

/**
 * How a request stands. Upstream knows the first four; `withdrawn` by whoever asked, `superseded` by a newer request,
 * `void` because what was asked for is not what would run now.
 */
export const ApprovalState = z.enum([
  'pending',
  'approved',
  'denied',
  'expired',
  'withdrawn',
  'superseded',
  'void',
]);
export type ApprovalState = z.infer<typeof ApprovalState>;

/** How far people may approve what they asked for themselves. */
export const SelfApproval = z.enum(['never', 'medium', 'any']);
export type SelfApproval = z.infer<typeof SelfApproval>;

/** Reasons to break the glass where policy names none of its own. */
export const BREAKGLASS_REASONS = [
  'incident_response',
  'security_emergency',
  'service_outage',
  'data_recovery',
] as const;

/** Go writes an empty text or null for what is not set. */
const unset = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' || value === null ? undefined : value), schema.optional());

const Sentence = z.string().trim().min(1).max(1_000);
const Time = z.iso.datetime({ offset: true });

/** Upstream's query, unknown keys ignored; what begins with `waiting_for` is ours. */
export const ListApprovals = z.object({
  status: ApprovalState.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  /** Only what the caller can decide now. */
  waiting_for: z.literal('me').optional(),
  /** Only glass that was broken and that nobody has looked at since. */
  needs_review: z.literal('true').optional(),
  /** Only what the caller asked for, or a key that they made. */
  asked_by: z.literal('me').optional(),
  /** Only what does not wait any more, however it ended. */
  decided: z.literal('true').optional(),
  /** `next_cursor` of the page before. */
  cursor: z.uuid().optional(),
});
export type ListApprovals = z.infer<typeof ListApprovals>;

/** Body of `POST /api/v1/approvals/{id}/decide`; upstream's, unknown keys ignored. */
export const DecideApproval = z.object({
  decision: z.enum(['approved', 'denied']),
  /** Kept as what the client said. Who decides is who is signed in. */
  decided_by: unset(z.string().max(255)),
  /** Needed to approve what is of high or critical risk. */
  reason: unset(Sentence),
  /** The name of the host, typed by whoever decides, where the request says so. */
  confirm: unset(z.string().trim().max(255)),
  /** Approved, but not to start before this; nor more than a day after it, unless `not_after` says until when. */
  not_before: unset(Time),
  /** Nor after this. */
  not_after: unset(Time),
});
export type DecideApproval = z.infer<typeof DecideApproval>;

export const WithdrawApproval = z
  .strictObject({ reason: Sentence.default('Not needed any more.') })
  .nullish()
  .transform((body) => body ?? { reason: 'Not needed any more.' });
export type WithdrawApproval = z.infer<typeof WithdrawApproval>;

/** Body of `POST /api/v1/approvals/{id}/review`: somebody looked at broken glass afterwards. */
export const ReviewApproval = z.strictObject({ note: z.string().trim().min(1).max(2_000) });
export type ReviewApproval = z.infer<typeof ReviewApproval>;

/** In whose place somebody approved: an `other` person's request, their `own`, or their own as the only person there is. */
export const ApprovalStanding = z.enum(['other', 'own', 'exception', 'breakglass']);
export type ApprovalStanding = z.infer<typeof ApprovalStanding>;

/** One person's yes. */
export const GivenApproval = z.object({
  actor: z.string(),
  timestamp: z.iso.datetime(),
  actor_id: z.string(),
  as: ApprovalStanding,
  reason: z.string().optional(),
  /** Who the client said it was; proves nothing. */
  claimed_by: z.string().optional(),
});
export type GivenApproval = z.infer<typeof GivenApproval>;

const Target = z.object({ type: z.string(), id: z.string(), name: z.string() });

/** The request object of the core contract, section 4.2, and which directive it holds. */
export const ApprovalView = z.object({
  id: z.string(),
  directive_id: z.string(),
  probe_id: z.string(),
  command: z.record(z.string(), z.unknown()),
  summary: z.string(),
  reason: z.string(),
  risk_level: Risk,
  requester: z.string(),
  requester_type: z.string(),
  policy_decision: z.literal('queue'),
  policy_rationale: z.record(z.string(), z.unknown()),
  require_second_approver: z.boolean(),
  required_approvals: z.int(),
  approvals: z.array(GivenApproval),
  /** Said yes, and may not decide any more: they do not count. Only while it waits, and when there are any. */
  lapsed_approvals: z.array(GivenApproval).optional(),
  decision: ApprovalState,
  decided_by: z.string().optional(),
  decided_at: z.iso.datetime().optional(),
  /** What whoever ended it said, or why it ended. */
  decision_reason: z.string().optional(),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime(),
  target: Target,
  not_before: z.iso.datetime().optional(),
  not_after: z.iso.datetime().optional(),
  supersedes: z.string().optional(),
  superseded_by: z.string().optional(),
  breakglass_reason: z.string().optional(),
  /** Glass was broken, and nobody has looked at it since. */
  needs_review: z.boolean(),
  reviewed_by: z.string().optional(),
  reviewed_at: z.iso.datetime().optional(),
  review_note: z.string().optional(),
});
export type ApprovalView = z.infer<typeof ApprovalView>;

export const ApprovalList = z.object({
  approvals: z.array(ApprovalView),
  /** How many of the tenant wait, whatever the filter. */
  pending_count: z.int(),
  next_cursor: z.string().nullable(),
});
export type ApprovalList = z.infer<typeof ApprovalList>;

/** Upstream's answer to a decision: `pending` while a second person is missing. */
export const DecisionAnswer = z.object({ status: ApprovalState, request: ApprovalView });
export type DecisionAnswer = z.infer<typeof DecisionAnswer>;

/** A rule that was looked at; those that decided come first. */
export const EvaluatedRule = z.object({
  name: z.string(),
  value: z.string(),
  comparator: z.string(),
  threshold: z.string(),
  outcome: z.string(),
  decided: z.boolean(),
  message: z.string(),
});
export type EvaluatedRule = z.infer<typeof EvaluatedRule>;

/** What the caller can do with a request, and what that takes. */
export const ApprovalOptions = z.object({
  may_approve: z.boolean(),
  may_deny: z.boolean(),
  may_withdraw: z.boolean(),
  may_review: z.boolean(),
  /** In what standing an approval would be given. */
  as: ApprovalStanding.optional(),
  needs_reason: z.boolean(),
  /** To be typed to approve. */
  confirm_with: z.string().optional(),
  /** Why it may not be approved by the caller. */
  refusal: z.object({ code: z.string(), message: z.string() }).optional(),
});
export type ApprovalOptions = z.infer<typeof ApprovalOptions>;

/** Something alike that was done before on the same target. */
export const SimilarAction = z.object({
  directive_id: z.string(),
  summary: z.string(),
  requested_by: z.string(),
  at: z.iso.datetime(),
  status: z.string(),
  error_kind: z.string().nullable(),
  error_message: z.string().nullable(),
});
export type SimilarAction = z.infer<typeof SimilarAction>;

/** What was bound when the request was opened, and what it is instead. */
export const BindingChange = z.object({ field: z.string(), was: z.string(), is: z.string() });
export type BindingChange = z.infer<typeof BindingChange>;

export const Reversibility = z.enum(['changes_nothing', 'yes', 'no', 'unknown']);
export type Reversibility = z.infer<typeof Reversibility>;

/** `GET /api/v1/approvals/{id}`: everything a person needs to decide. */
export const ApprovalDetail = ApprovalView.extend({
  /** One sentence: what would happen, and where. */
  what: z.string(),
  /** In canonical form, never shortened. */
  command_line: z.string(),
  /** What the judge found that it would do. */
  effects: z.array(z.string()),
  /** What whoever asked says it is for. */
  note: z.string().optional(),
  /** Who proposed it, when it came from a conversation. */
  origin: DirectiveOrigin.optional(),
  level: Level,
  /** The risk whose rules hold: without a rationale a request counts as high. */
  treated_as: Risk,
  self_approval: SelfApproval,
  /** Until it ends undecided; 0 when it does not wait. */
  seconds_left: z.int(),
  reversible: Reversibility,
  /** Said plainly when policy gave no rationale. */
  rationale_missing: z.boolean(),
  rules: z.array(EvaluatedRule),
  options: ApprovalOptions,
  similar: z.array(SimilarAction),
  /** What the trail will say, in order, if it is approved now. */
  will_be_written: z.array(z.object({ type: z.string(), summary: z.string() })),
  bound: z.object({ hash: z.string(), policy_version: z.string() }),
  /** What differed when it became void. */
  changes: z.array(BindingChange),
  directive: z.object({
    status: z.string(),
    error_kind: z.string().nullable(),
    error_message: z.string().nullable(),
    completed_at: z.iso.datetime().nullable(),
  }),
});
export type ApprovalDetail = z.infer<typeof ApprovalDetail>;
