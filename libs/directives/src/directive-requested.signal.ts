import type { Signal } from '@legator/core';
import type { Directive } from './directive.js';

const VERDICT = { allow: '', queue: ', which needs approval', deny: ', which policy refused' } as const;

/** Somebody wants something done. Says what policy made of it. */
export class DirectiveRequested implements Signal {
  static readonly type = 'directive.requested';
  readonly type = DirectiveRequested.type;
  readonly subject;
  readonly alsoAbout;
  readonly summary: string;
  readonly payload;
  readonly probeId: string | undefined;

  constructor(directive: Directive) {
    const { id, type, decision, risk, level, reasons, subject, attempt, parentId, origin } = directive;
    this.subject = { type: 'directive', id };
    this.alsoAbout = [subject];
    this.probeId = subject.type === 'probe' ? subject.id : undefined;
    this.summary = `${directive.requestedBy.name} asked for ${directive.summary}${VERDICT[decision]}`;
    this.payload = {
      directive: type,
      input: directive.payload,
      decision,
      risk,
      level,
      reasons,
      attempt,
      parent_id: parentId,
      ...(origin ? { origin } : {}),
    };
  }
}
