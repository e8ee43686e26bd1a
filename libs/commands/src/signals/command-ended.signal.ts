import type { Signal } from '@legator/core';
import { withReason } from '@legator/directives';
import type { EndFacts } from '../end-facts.js';

interface More {
  readonly stoppedBy?: string | undefined;
  readonly before?: unknown;
  readonly after?: unknown;
}

/**
 * The end of a command. `command.completed` when it exited with 0, `command.canceled` when somebody stopped it,
 * `command.failed` otherwise.
 */
export class CommandEnded implements Signal {
  static readonly types = ['command.completed', 'command.failed', 'command.canceled'] as const;
  readonly type: string;
  readonly audit = 'command.result';
  readonly subject;
  readonly alsoAbout;
  readonly summary: string;
  readonly payload;
  readonly probeId: string;
  readonly before?: unknown;
  readonly after?: unknown;

  /** With the name of whoever stopped it, and with what it touched, where that is known. */
  constructor(facts: EndFacts, summary: string, { stoppedBy, before, after }: More = {}) {
    const { directiveId, probeId, requestId, outcome, exitCode, durationMs, errorKind, message } = facts;
    const end = endOf(facts);
    this.type = `command.${end}`;
    this.subject = { type: 'directive', id: directiveId };
    this.alsoAbout = [{ type: 'probe', id: probeId }];
    this.summary =
      end === 'canceled'
        ? `${stoppedBy ? `${stoppedBy} stopped` : 'Stopped:'} ${summary}`
        : withReason(`${end === 'completed' ? 'Done' : 'Failed'}: ${summary}`, message);
    this.probeId = probeId;
    this.before = before;
    this.after = after;
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

function endOf({ outcome, exitCode, errorKind }: EndFacts): 'completed' | 'failed' | 'canceled' {
  if (outcome === 'canceled' || (outcome === null && errorKind === 'canceled')) return 'canceled';
  return outcome === 'exited' && exitCode === 0 ? 'completed' : 'failed';
}
