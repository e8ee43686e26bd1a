import type { Signal } from '@legator/core';
import { aboutOf } from './about.js';
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
    const { id, directiveId, subjectId, risk, expiresAt, boundHash, supersedes } = approval;
    ({ subject: this.subject, alsoAbout: this.alsoAbout, probeId: this.probeId } = aboutOf(approval));
    this.summary = `Approval needed for ${approval.summary}: ${risk} risk`;
    this.payload = {
      approval_id: id,
      directive_id: directiveId,
      action: approval.type,
      target: subjectId,
      risk,
      reason: approval.reason,
      expires_at: expiresAt.toISOString(),
      bound_hash: boundHash,
      ...(supersedes ? { supersedes } : {}),
    };
  }
}
