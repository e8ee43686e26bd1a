import type { Signal } from '@legator/core';
import type { Directive } from './directive.js';

const WORD = { succeeded: 'Done', failed: 'Failed', canceled: 'Canceled' } as const;

/** It has reached one of its three final states; the type of the signal says which. */
export class DirectiveEnded implements Signal {
  static readonly types = ['directive.succeeded', 'directive.failed', 'directive.canceled'] as const;
  readonly type: string;
  readonly subject;
  readonly alsoAbout;
  readonly summary: string;
  readonly payload;
  readonly probeId: string | undefined;
  readonly audit: string | undefined;

  constructor(directive: Directive, status: 'succeeded' | 'failed' | 'canceled') {
    const { id, type, subject, summary, attempt, errorKind, errorMessage } = directive;
    this.type = `directive.${status}`;
    this.subject = { type: 'directive', id };
    this.alsoAbout = [subject];
    this.probeId = subject.type === 'probe' ? subject.id : undefined;
    this.summary = `${WORD[status]}: ${summary}${errorMessage ? ` (${errorMessage})` : ''}`;
    this.payload = { directive: type, attempt, error_kind: errorKind, message: errorMessage };
    // A denial is what upstream's trail calls a refused authorisation.
    this.audit = errorKind === 'denied' ? 'auth.authorization_denied' : undefined;
  }
}
