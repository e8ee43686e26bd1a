import { newId } from '@legator/core';
import type { GatedDirective } from '@legator/core';
import { Approval } from './approval.entity.js';
import { bindingHash, bindingOf, policyVersion } from './binding.js';
import { ownAllowed, termsOf } from './terms.js';

/** A request as it begins: what it is for, on what terms, and bound to exactly that. */
export function opened(
  directive: GatedDirective,
  { answerable, now, expiresAt }: { answerable: string; now: Date; expiresAt: Date },
): Approval {
  const { actor, verdict, subject, breakglass } = directive;
  const bound = bindingOf(directive);
  const terms = termsOf(verdict);
  return Object.assign(new Approval(), {
    id: newId(now.getTime()),
    tenantId: actor.tenantId,
    directiveId: directive.directiveId,
    type: directive.type,
    payload: directive.payload as Record<string, unknown>,
    summary: directive.summary,
    commandLine: directive.command,
    subjectType: subject.type,
    subjectId: subject.id,
    risk: verdict.risk,
    level: verdict.level,
    reason: directive.reason ?? verdict.reasons.map(({ text }) => text).join(' '),
    note: directive.reason ?? null,
    requestedByType: actor.type,
    requestedById: actor.id,
    requestedByName: actor.name,
    answerable,
    rationale: { ...verdict.rationale, reasons: verdict.reasons },
    boundHash: bindingHash(bound),
    bound,
    policyVersion: policyVersion(verdict),
    ...terms,
    ownAllowed: ownAllowed(terms),
    state: breakglass ? 'approved' : 'pending',
    decidedBy: breakglass ? actor.name : null,
    decidedAt: breakglass ? now : null,
    decisionReason: null,
    changes: [],
    createdAt: now,
    expiresAt,
    notBefore: null,
    notAfter: null,
    releasedAt: breakglass ? now : null,
    consumedAt: null,
    supersedes: directive.supersedes ?? null,
    supersededBy: null,
    breakglassReason: breakglass?.reason ?? null,
    needsReview: breakglass !== undefined,
    reviewedBy: null,
    reviewedAt: null,
    reviewNote: null,
  } satisfies Approval);
}
