import type { Signal } from '@legator/core';
import { aboutOf } from './about.js';
import type { Approval } from './approval.entity.js';
import type { Vote } from './vote.js';

/** People approved or denied it. The gate was settled with it; this is for those who want to know. */
export class ApprovalDecided implements Signal {
  static readonly type = 'approval.decided';
  readonly type = ApprovalDecided.type;
  readonly subject;
  readonly alsoAbout;
  readonly summary: string;
  readonly payload;
  readonly probeId: string | undefined;

  constructor(approval: Approval, votes: readonly Vote[], claimedBy: string | null = null) {
    const { id, directiveId, summary, state, decidedBy, decisionReason, boundHash } = approval;
    ({ subject: this.subject, alsoAbout: this.alsoAbout, probeId: this.probeId } = aboutOf(approval));
    this.summary = `${decidedBy} ${state} the request for ${summary}${remark(approval, votes)}`;
    this.payload = {
      approval_id: id,
      directive_id: directiveId,
      decision: state,
      decided_by: decidedBy,
      // What the client called itself proves nothing; the actor of this entry is who it was.
      claimed_by: claimedBy,
      reason: decisionReason,
      approvals: votes.map(({ name, person, as }) => ({ name, person, as })),
      not_before: approval.notBefore?.toISOString() ?? null,
      not_after: approval.notAfter?.toISOString() ?? null,
      bound_hash: boundHash,
    };
  }
}

function remark({ notBefore, state }: Approval, votes: readonly Vote[]): string {
  const remarks = [
    ...(state === 'approved' && votes.some(({ as }) => as === 'exception')
      ? ['their own, as the only person who may approve']
      : []),
    ...(state === 'approved' && votes.some(({ as }) => as === 'own') ? ['their own'] : []),
    ...(state === 'approved' && notBefore ? [`not before ${notBefore.toISOString()}`] : []),
  ];
  return remarks.map((one) => `, ${one}`).join('');
}
