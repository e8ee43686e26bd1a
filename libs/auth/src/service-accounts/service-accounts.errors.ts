import { DomainError, invalidAt } from '@legator/core';

export function accountNameTaken(name: string): DomainError {
  return new DomainError(
    'conflict',
    'auth.account_exists',
    `There is a service account called ${name} already. Choose another name.`,
  );
}

export function unknownRole(name: string): DomainError {
  return invalidAt('role', `there is no role ${name}`);
}
