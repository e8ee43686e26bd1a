import { DomainError, notFound } from '@legator/core';

export const noSite = (id: string) => notFound('site', id);

export const siteTaken = (what: 'id' | 'name', text: string) =>
  new DomainError('conflict', 'fleet.site_exists', `There is a site with the ${what} ${text} already.`);

export const tooManySites = (most: number) =>
  new DomainError(
    'conflict',
    'fleet.too_many_sites',
    `There are ${most} sites, which is as many as are kept. Remove one that nobody uses.`,
  );

/** @param uses what hangs on it, in words */
export const siteInUse = (id: string, uses: readonly string[]) =>
  new DomainError(
    'conflict',
    'fleet.site_in_use',
    `The site ${id} stays: ${uses.join(', ')}. Take that away first.`,
  );

export const siteFrozen = (id: string, reason: string) =>
  new DomainError(
    'frozen',
    'execution_frozen',
    `The site ${id} is frozen (${reason}), so nothing is moved out of it. That needs the permission execution:freeze.`,
  );
