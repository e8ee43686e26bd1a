import type { Signal } from '@legator/core';
import { aboutOf } from './about.js';
import type { Approval } from './approval.entity.js';

const TYPES = {
  expired: 'approval.expired',
  withdrawn: 'approval.withdrawn',
  superseded: 'approval.superseded',
  void: 'approval.voided',
} as const;
const WORDS = {
  expired: 'was not decided in time',
  withdrawn: 'was withdrawn',
  superseded: 'was replaced by a newer one',
  void: 'is void',
} as const;

/** A request ended without anybody saying yes or no to it, or with a yes that does not count any more. */
export class ApprovalEnded implements Signal {
  static readonly types = Object.values(TYPES);
  readonly type: string;
  readonly subject;
  readonly alsoAbout;
  readonly summary: string;
  readonly payload;
  readonly probeId: string | undefined;

  constructor(approval: Approval) {
    const state = approval.state as keyof typeof TYPES;
    this.type = TYPES[state];
    ({ subject: this.subject, alsoAbout: this.alsoAbout, probeId: this.probeId } = aboutOf(approval));
    this.summary = `The request for ${approval.summary} ${WORDS[state]}`;
    this.payload = {
      approval_id: approval.id,
      directive_id: approval.directiveId,
      decision: state,
      decided_by: approval.decidedBy,
      reason: approval.decisionReason,
      ...(approval.changes.length > 0 ? { changes: approval.changes } : {}),
      ...(approval.supersededBy ? { superseded_by: approval.supersededBy } : {}),
    };
  }
}
