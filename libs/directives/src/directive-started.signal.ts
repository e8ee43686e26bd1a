import type { Signal } from '@legator/core';
import type { Directive } from './directive.js';

/** A runner has taken it up. */
export class DirectiveStarted implements Signal {
  static readonly type = 'directive.started';
  readonly type = DirectiveStarted.type;
  readonly subject;
  readonly alsoAbout;
  readonly summary: string;
  readonly payload;
  readonly probeId: string | undefined;

  constructor({ id, type, subject, summary, attempt }: Directive) {
    this.subject = { type: 'directive', id };
    this.alsoAbout = [subject];
    this.probeId = subject.type === 'probe' ? subject.id : undefined;
    this.summary = `Started: ${summary}`;
    this.payload = { directive: type, attempt };
  }
}
