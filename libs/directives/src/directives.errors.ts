import { DomainError, invalidAt } from '@legator/core';
import type { Directive } from './directive.js';
import type { Freeze } from './freeze.store.js';

export const alreadyFinished = (id: string) =>
  new DomainError(
    'conflict',
    'directives.already_finished',
    `Directive ${id} has ended; nothing can change it.`,
  );

export const notFinished = (id: string) =>
  new DomainError(
    'conflict',
    'directives.not_finished',
    `Directive ${id} has not ended yet. Cancel it first.`,
  );

export const notRerunnable = (type: string) =>
  new DomainError(
    'conflict',
    'directives.not_rerunnable',
    `A ${type} cannot be run again. Request a new one.`,
  );

export const tooManyAttempts = (id: string, max: number) =>
  new DomainError(
    'conflict',
    'directives.too_many_attempts',
    `Directive ${id} has used all of its ${max} attempts.`,
  );

export const keyReused = (key: string) =>
  new DomainError(
    'conflict',
    'idempotency_conflict',
    `The idempotency key ${key} was used for something else. Use a new key for a new intent.`,
  );

export const missingPermission = (permission: string, what: string) =>
  new DomainError(
    'forbidden',
    'forbidden',
    `${what} needs the permission ${permission}, which you do not have. Whoever administers this tenant can grant it.`,
  );

export const frozen = ({ scope_type, scope_id, reason }: Freeze) => {
  const scope = scope_type === 'tenant' ? 'the whole tenant' : `${scope_type} ${scope_id}`;
  return new DomainError('frozen', 'execution_frozen', `Execution is frozen for ${scope}: ${reason}`);
};

/** A denial, with the reasons that policy gave. Upstream's routes have a form of their own for it. */
export const denied = (directive: Directive) =>
  new DomainError(
    'forbidden',
    'policy_denied',
    `Policy does not allow this: ${directive.reasons.map(({ text }) => text).join(' ')}`,
    { extra: { directive_id: directive.id, reasons: directive.reasons } },
  );

export const notCovered = (wholeId: string) =>
  new DomainError(
    'conflict',
    'directives.not_covered',
    `A person has to decide about this, and what was approved as ${wholeId} does not cover it.`,
  );

export const invalidPayload = (issues: readonly { path: readonly PropertyKey[]; message: string }[]) => {
  const details = issues
    .slice(0, 20)
    .map(({ path, message }) => ({ path: ['payload', ...path].map(String).join('.'), message }));
  const first = details[0];
  return new DomainError(
    'invalid',
    'invalid_request',
    first ? `${first.path}: ${first.message}` : 'The payload is not valid.',
    {
      details,
    },
  );
};

/** It is done in the transaction of its request, and would be done now whatever it says. */
export const notLater = () => invalidAt('scheduled_at', 'settings are changed at once, not later');
