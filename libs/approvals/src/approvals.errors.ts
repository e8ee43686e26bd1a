import { DomainError, invalidAt } from '@legator/core';
import type { BindingChange } from '@legator/contracts';
import type { Approval } from './approval.entity.js';

/** Upstream answers whatever stands in the way of a decision with 400; `reason_code` says what it was. */
function invalid(reasonCode: string, message: string, extra: Record<string, unknown> = {}): DomainError {
  return new DomainError('invalid', 'invalid_request', message, {
    extra: { reason_code: reasonCode, ...extra },
  });
}

export const noSuchApproval = (id: string) => invalid('not_found', `There is no approval ${id}.`);

export const alreadyDecided = ({ state, decidedBy, decidedAt }: Approval) =>
  invalid('already_decided', `It is ${state} already${decidedBy ? `, by ${decidedBy}` : ''}.`, {
    decision: state,
    decided_by: decidedBy,
    decided_at: decidedAt?.toISOString() ?? null,
  });

export const tooLate = () => invalid('expired', 'Nobody decided in time, so it has expired. Ask again.');

export const samePerson = (message: string) => invalid('duplicate_approver', message);

export const notTheirs = (code: string, message: string) => new DomainError('forbidden', code, message);

export const peopleOnly = (what: string) =>
  new DomainError(
    'forbidden',
    'approvals.people_only',
    `Only people ${what}: keys and service accounts never do. Sign in as yourself.`,
  );

export const reasonNeeded = () =>
  invalidAt('reason', 'say why, because its risk is high or critical', 'approvals.reason_needed');

export const confirmationNeeded = (name: string, path = 'confirm') =>
  invalidAt(path, `type the name of what it is about: ${name}`, 'approvals.confirmation_needed');

export const badWindow = (path: string, message: string) => invalidAt(path, message);

/** Somebody else may sit at their screen. */
export const stepUpNeeded = (by: 'passkey' | 'password' | 'oidc', what: string) =>
  new DomainError(
    'forbidden',
    'approvals.step_up_required',
    by === 'passkey'
      ? `Confirm with your passkey that it is you, then ${what} again within five minutes.`
      : `Confirm that it is you, then ${what} again within five minutes.`,
    { extra: { confirm_by: by } },
  );

/** What would run now is not what was asked for. */
export const becameVoid = (id: string, message: string, changes: readonly BindingChange[]) =>
  new DomainError('conflict', 'approvals.void', message, {
    extra: { approval_id: id, decision: 'void', changes },
  });

export const notWaiting = ({ id, state }: Approval) =>
  new DomainError('conflict', 'approvals.not_pending', `Approval ${id} does not wait any more: ${state}.`);

export const notRequester = () =>
  new DomainError('forbidden', 'approvals.not_requester', 'Only whoever asked for it can do this.');

export const nothingToReview = (id: string) =>
  new DomainError('conflict', 'approvals.nothing_to_review', `Approval ${id} waits for no review.`);

export const ownReview = () =>
  new DomainError(
    'forbidden',
    'approvals.own_review',
    'You broke the glass yourself: another person has to look at it.',
  );

export const breakglassRefused = (code: string, message: string, path = 'breakglass_reason') =>
  code === 'approvals.breakglass_disabled'
    ? new DomainError('forbidden', code, message)
    : invalidAt(path, message, code);
