import type { Signal } from '@legator/core';
import type { Approval } from './approval.entity.js';

/** A request waits no more. The gate was settled with it; this is for those who want to know. */
export class ApprovalDecided implements Signal {
  static readonly type = 'approval.decided';
  readonly type = ApprovalDecided.type;
  readonly subject;
  readonly alsoAbout;
  readonly summary: string;
  readonly payload;
  readonly probeId: string | undefined;

  constructor({ id, directiveId, subjectType, subjectId, summary, state, decidedBy }: Approval) {
    this.subject = { type: 'approval', id };
    this.alsoAbout = [
      { type: 'directive', id: directiveId },
      { type: subjectType, id: subjectId },
    ];
    this.probeId = subjectType === 'probe' ? subjectId : undefined;
    this.summary = `The request to ${summary} was ${state === 'expired' ? 'not decided in time' : state}`;
    this.payload = { approval_id: id, directive_id: directiveId, decision: state, decided_by: decidedBy };
  }
}
