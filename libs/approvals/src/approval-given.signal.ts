import type { Signal } from '@legator/core';
import { aboutOf } from './about.js';
import type { Approval } from './approval.entity.js';
import type { Vote } from './vote.js';

/** Somebody said yes, and another person is still needed. */
export class ApprovalGiven implements Signal {
  static readonly type = 'approval.given';
  readonly type = ApprovalGiven.type;
  readonly subject;
  readonly alsoAbout;
  readonly summary: string;
  readonly payload;
  readonly probeId: string | undefined;

  constructor(approval: Approval, vote: Vote, count: { given: number; needed: number }) {
    ({ subject: this.subject, alsoAbout: this.alsoAbout, probeId: this.probeId } = aboutOf(approval));
    this.summary = `${vote.name} approved the request for ${approval.summary}, as ${count.given} of ${count.needed}`;
    this.payload = {
      approval_id: approval.id,
      directive_id: approval.directiveId,
      given_by: vote.name,
      as: vote.as,
      reason: vote.reason,
      claimed_by: vote.claimedBy,
      ...count,
    };
  }
}
