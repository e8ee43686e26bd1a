import type { Signal } from '@legator/core';
import type { EndFacts } from '../end-facts.js';

/** A result came after the command had been given up. It changes no state; it is what really happened. */
export class CommandResultLate implements Signal {
  static readonly type = 'command.result_late';
  readonly type = CommandResultLate.type;
  readonly subject;
  readonly alsoAbout;
  readonly summary: string;
  readonly payload;
  readonly probeId: string;

  constructor(facts: EndFacts, givenUp: string, summary: string) {
    this.subject = { type: 'directive', id: facts.directiveId };
    this.alsoAbout = [{ type: 'probe', id: facts.probeId }];
    this.summary = `Result came late: ${summary}`;
    this.probeId = facts.probeId;
    this.payload = {
      request_id: facts.requestId,
      dispatch_id: facts.dispatchId,
      given_up: givenUp,
      outcome: facts.outcome,
      exit_code: facts.exitCode,
      duration_ms: facts.durationMs,
    };
  }
}
