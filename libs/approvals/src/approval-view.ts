import type { ApprovalView, GivenApproval } from '@legator/contracts';
import { undecidedUntil } from './approval.entity.js';
import type { Approval } from './approval.entity.js';
import { approvalsNeeded } from './terms.js';
import type { Vote } from './vote.js';

/**
 * A request as lists and answers show it. `standing`: those of the votes that count; while it waits the others are told
 * apart, and how it was decided stays as it was.
 */
export function toView(
  approval: Approval,
  votes: readonly Vote[],
  targetName: string,
  standing: readonly Vote[] = votes,
): ApprovalView {
  const { subjectType, subjectId } = approval;
  const counted = approval.state === 'pending' ? standing : votes;
  const lapsed = votes.filter((vote) => !counted.includes(vote));
  return {
    id: approval.id,
    directive_id: approval.directiveId,
    probe_id: subjectType === 'probe' ? subjectId : '',
    command: approval.payload,
    summary: approval.summary,
    reason: approval.reason,
    risk_level: approval.risk,
    requester: approval.requestedByName,
    requester_type: approval.requestedByType,
    policy_decision: 'queue',
    policy_rationale: approval.rationale,
    require_second_approver: approval.secondApprover,
    required_approvals: neededBy(approval, counted),
    approvals: counted.map(toGiven),
    ...(lapsed.length > 0 ? { lapsed_approvals: lapsed.map(toGiven) } : {}),
    decision: approval.state,
    ...given('decided_by', approval.decidedBy),
    ...given('decided_at', approval.decidedAt?.toISOString()),
    ...given('decision_reason', approval.decisionReason),
    created_at: approval.createdAt.toISOString(),
    expires_at: endOf(approval).toISOString(),
    target: { type: subjectType, id: subjectId, name: targetName },
    ...given('not_before', approval.notBefore?.toISOString()),
    ...given('not_after', approval.notAfter?.toISOString()),
    ...given('supersedes', approval.supersedes),
    ...given('superseded_by', approval.supersededBy),
    ...given('breakglass_reason', approval.breakglassReason),
    needs_review: approval.needsReview,
    ...given('reviewed_by', approval.reviewedBy),
    ...given('reviewed_at', approval.reviewedAt?.toISOString()),
    ...given('review_note', approval.reviewNote),
  };
}

/** While it waits, when that ends; later the window says when it may start, and no more than that. */
function endOf(approval: Approval): Date {
  return approval.state === 'pending' ? undecidedUntil(approval) : approval.expiresAt;
}

/** Who stood alone needed nobody else. */
function neededBy(approval: Approval, votes: readonly Vote[]): number {
  const alone = votes.some(({ as }) => as === 'exception' || as === 'breakglass');
  return alone ? 1 : approvalsNeeded(approval);
}

function toGiven({ name, person, as, reason, claimedBy, at }: Vote): GivenApproval {
  return {
    actor: name,
    actor_id: person,
    timestamp: at.toISOString(),
    as,
    ...given('reason', reason),
    ...given('claimed_by', claimedBy),
  };
}

function given<K extends string>(name: K, value: string | null | undefined): { [P in K]?: string } {
  return (value === null || value === undefined ? {} : { [name]: value }) as { [P in K]?: string };
}
