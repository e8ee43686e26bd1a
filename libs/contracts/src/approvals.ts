import { z } from 'zod';
import { Risk } from './levels.js';

/** Upstream's words for how a request stands; `withdrawn` is ours, for what was canceled before anyone decided. */
export const ApprovalState = z.enum(['pending', 'approved', 'denied', 'expired', 'withdrawn']);
export type ApprovalState = z.infer<typeof ApprovalState>;

/** Upstream's query, unknown keys ignored. */
export const ListApprovals = z.object({
  status: ApprovalState.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});
export type ListApprovals = z.infer<typeof ListApprovals>;

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
  policy_decision: z.literal('queue'),
  policy_rationale: z.record(z.string(), z.unknown()),
  required_approvals: z.int(),
  decision: ApprovalState,
  decided_by: z.string().optional(),
  decided_at: z.iso.datetime().optional(),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime(),
});
export type ApprovalView = z.infer<typeof ApprovalView>;

export const ApprovalList = z.object({
  approvals: z.array(ApprovalView),
  /** How many of the tenant wait, whatever the filter. */
  pending_count: z.int(),
});
export type ApprovalList = z.infer<typeof ApprovalList>;
