import { DomainError, notFound } from '@legator/core';

export const noPolicy = (id: string) => notFound('policy', id);
export const noVersion = (id: string, version: number) => notFound('version of a policy', `${id}@${version}`);

export const builtInFixed = (id: string) =>
  new DomainError(
    'conflict',
    'policy.built_in',
    `${id} comes with the program and stays as it is. Make a policy of your own with its fields.`,
  );

export const policyNewer = (id: string, newest: number, basedOn: number) =>
  new DomainError(
    'conflict',
    'policy.newer_version',
    `${id} is at version ${newest} by now, and this was written from version ${basedOn}. Read it again and carry your changes over.`,
  );

export const policyInUse = (id: string, scopes: number) =>
  new DomainError(
    'conflict',
    'policy.in_use',
    `${id} is applied in ${scopes} place${scopes === 1 ? '' : 's'} (probes, tags, sites). Apply another policy there first.`,
  );

export const tooManyPolicies = (most: number) =>
  new DomainError('conflict', 'policy.too_many', `There are ${most} policies, which is as many as are kept.`);

export const loosening = (what: string) =>
  new DomainError(
    'forbidden',
    'policy.loosening',
    `${what} That needs the permission admin; without it a policy can only be made stricter.`,
  );
