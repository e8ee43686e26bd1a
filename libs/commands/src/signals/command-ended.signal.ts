import type { Signal } from '@legator/core';
import type { EndFacts } from '../end-facts.js';

/** The probe reported the end of a command. `command.completed` when it exited with 0, `command.failed` otherwise. */
export class CommandEnded implements Signal {
  static readonly types = ['command.completed', 'command.failed'] as const;
  readonly type: string;
  readonly audit = 'command.result';
  readonly subject;
  readonly alsoAbout;
  readonly summary: string;
  readonly payload;
  readonly probeId: string;

  constructor(facts: EndFacts, summary: string) {
    const { directiveId, probeId, requestId, outcome, exitCode, durationMs, errorKind, message } = facts;
    const completed = outcome === 'exited' && exitCode === 0;
    this.type = completed ? 'command.completed' : 'command.failed';
    this.subject = { type: 'directive', id: directiveId };
    this.alsoAbout = [{ type: 'probe', id: probeId }];
    this.summary = `${completed ? 'Done' : 'Failed'}: ${summary}${message ? ` (${message})` : ''}`;
    this.probeId = probeId;
    this.payload = {
      request_id: requestId,
      dispatch_id: facts.dispatchId,
      exit_code: exitCode,
      duration_ms: durationMs,
      outcome,
      error_kind: errorKind,
    };
  }
}
