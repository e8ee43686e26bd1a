import type { Permission } from '@legator/contracts';
import { DomainError } from '@legator/core';

/** Nobody can give away what they do not have. */
export function beyondOwnRights(permission: Permission): DomainError {
  return new DomainError(
    'forbidden',
    'forbidden',
    `You cannot give the permission ${permission}, which you do not have. Ask somebody who has it.`,
  );
}

/** A key that could take somebody's sign-in over could be them. */
export function beyondKey(username: string): DomainError {
  return new DomainError(
    'forbidden',
    'auth.key_reach',
    `A key reaches the accounts of people only who may do no more than it, never of those who decide about approvals or could hand out accounts, keys or rights, or of whoever answers for it: ${username} is one of them. Do this as a person.`,
  );
}

/** Whoever it made so could come, as a person, to what no key reaches. */
export function beyondKeyToGive(): DomainError {
  return new DomainError(
    'forbidden',
    'auth.key_reach',
    'A key gives nobody the right to decide about approvals, or rights over the accounts, keys or rights of others. Do this as a person.',
  );
}

export function grantsTooWide(): DomainError {
  return new DomainError(
    'forbidden',
    'auth.grants_too_wide',
    'The key you ask with is narrowed by grants, and a key made with it has to be narrowed at least as far.',
  );
}

export function alreadyRevoked(): DomainError {
  return new DomainError(
    'conflict',
    'auth.key_revoked',
    'This key was revoked and cannot be rotated. Make a new one.',
  );
}

export function alreadyReplaced(by: string): DomainError {
  return new DomainError(
    'conflict',
    'auth.key_replaced',
    `This key was rotated already: ${by} came in its place. Rotate that one.`,
    { extra: { replaced_by: by } },
  );
}

export function alreadyExpired(): DomainError {
  return new DomainError(
    'conflict',
    'auth.key_expired',
    'This key has expired and cannot be rotated. Make a new one.',
  );
}

export function accountDisabled(name: string): DomainError {
  return new DomainError(
    'conflict',
    'auth.account_disabled',
    `The service account ${name} is disabled. Enable it before it gets another key.`,
  );
}
