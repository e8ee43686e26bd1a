import type { Signal } from '@legator/core';
import type { Directive } from './directive.js';
import { withReason } from './with-reason.js';

const WORD = { succeeded: 'Done', failed: 'Failed', canceled: 'Canceled' } as const;

/** Why it never began, as a person would say it. */
const NEVER: Readonly<Record<string, string>> = {
  approval_expired: 'Nobody decided in time',
  approval_denied: 'Denied',
  approval_withdrawn: 'Withdrawn',
  approval_superseded: 'Replaced by a newer request',
  approval_void: 'Not started, because its approval does not hold',
  denied: 'Refused by policy',
  expired: 'Had not started in time',
};

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
    this.summary = sentenceOf(directive, status, summary);
    this.payload = { directive: type, attempt, error_kind: errorKind, message: errorMessage };
    // A denial is what upstream's trail calls a refused authorisation.
    this.audit = errorKind === 'denied' ? 'auth.authorization_denied' : undefined;
  }
}

function sentenceOf(directive: Directive, status: keyof typeof WORD, what: string): string {
  const { canceledBy, errorKind, errorMessage, startedAt } = directive;
  if (status === 'canceled' && canceledBy)
    return `${canceledBy.name} ${startedAt ? 'stopped' : 'withdrew'} ${what}`;
  const never = status === 'canceled' ? NEVER[errorKind ?? ''] : undefined;
  if (never) return `${never}: ${what}`;
  return withReason(`${WORD[status]}: ${what}`, status === 'failed' ? errorMessage : null);
}
