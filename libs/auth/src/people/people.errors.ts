import { DomainError } from '@legator/core';

export const nameTaken = (username: string) =>
  new DomainError('conflict', 'conflict', `There is somebody of the name ${username} already.`, {
    extra: { field: 'username' },
  });

export const belongsElsewhere = (username: string) =>
  new DomainError(
    'forbidden',
    'belongs_elsewhere',
    `${username} belongs to other tenants, too. Only an administrator of the installation may change the account.`,
  );

export const ownAccount = (what: string) =>
  new DomainError('conflict', 'own_account', `You cannot ${what} yourself. Ask another administrator.`);
