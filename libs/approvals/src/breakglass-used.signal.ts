import type { Signal } from '@legator/core';
import { aboutOf } from './about.js';
import type { Approval } from './approval.entity.js';

/** Somebody let something start that a person should have been asked about. */
export class BreakglassUsed implements Signal {
  static readonly type = 'breakglass.used';
  readonly type = BreakglassUsed.type;
  /** As upstream's trail calls it. */
  readonly audit = 'breakglass.command';
  readonly subject;
  readonly alsoAbout;
  readonly summary: string;
  readonly payload;
  readonly probeId: string | undefined;

  constructor(approval: Approval) {
    const { id, directiveId, requestedByName, breakglassReason, risk, level, commandLine } = approval;
    ({ subject: this.subject, alsoAbout: this.alsoAbout, probeId: this.probeId } = aboutOf(approval));
    this.summary = `GLASS BROKEN: ${requestedByName} did not wait for approval of ${approval.summary}: ${breakglassReason}, ${risk} risk`;
    this.payload = {
      approval_id: id,
      directive_id: directiveId,
      reason: breakglassReason,
      note: approval.note,
      risk,
      level,
      command: commandLine,
      target: approval.subjectId,
      bound_hash: approval.boundHash,
      needs_review: true,
    };
  }
}
