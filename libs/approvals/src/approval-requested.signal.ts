import type { Signal } from '@legator/core';
import type { Approval } from './approval.entity.js';

/** A person is needed. */
export class ApprovalRequested implements Signal {
  static readonly type = 'approval.requested';
  readonly type = ApprovalRequested.type;
  readonly subject;
  readonly alsoAbout;
  readonly summary: string;
  readonly payload;
  readonly probeId: string | undefined;

  constructor(approval: Approval) {
    const { id, directiveId, subjectType, subjectId, risk, expiresAt } = approval;
    this.subject = { type: 'approval', id };
    this.alsoAbout = [
      { type: 'directive', id: directiveId },
      { type: subjectType, id: subjectId },
    ];
    this.probeId = subjectType === 'probe' ? subjectId : undefined;
    this.summary = `Approval needed to ${approval.summary} (${risk} risk)`;
    this.payload = {
      approval_id: id,
      directive_id: directiveId,
      action: approval.type,
      target: subjectId,
      risk,
      reason: approval.reason,
      expires_at: expiresAt.toISOString(),
    };
  }
}
