import type { Signal } from '@legator/core';
import { aboutOf } from './about.js';
import type { Approval } from './approval.entity.js';

/** Somebody looked at it afterwards. */
export class BreakglassReviewed implements Signal {
  static readonly type = 'breakglass.reviewed';
  readonly type = BreakglassReviewed.type;
  readonly subject;
  readonly alsoAbout;
  readonly summary: string;
  readonly payload;
  readonly probeId: string | undefined;

  constructor(approval: Approval, own: boolean) {
    ({ subject: this.subject, alsoAbout: this.alsoAbout, probeId: this.probeId } = aboutOf(approval));
    const alone = own ? ', who broke it, as the only person there is' : '';
    this.summary = `${approval.reviewedBy}${alone} looked at the broken glass of ${approval.summary}`;
    this.payload = {
      approval_id: approval.id,
      directive_id: approval.directiveId,
      note: approval.reviewNote,
      own,
    };
  }
}
