import ipaddr from 'ipaddr.js';
import { looksLocal } from '@legator/contracts';
import type { Actor } from '@legator/core';
import { invalidAt, isForbiddenAddress, may, refusal } from '@legator/core';
import type { Profile } from './profile.js';

/**
 * What holds for every profile that is kept. Whoever says that a model is in the house says that it may see everything,
 * so that takes the right to say what leaves.
 *
 * @throws `invalid_request` at the field that is wrong, or `forbidden`
 */
export function checkProfile(
  actor: Actor,
  next: Profile,
  before: Profile | undefined,
  hasKey: boolean,
): void {
  checkAddress(next);
  const opened = next.isLocal && (!before?.isLocal || movesAway(before, next));
  if (opened && !may(actor, 'data_boundary:manage')) throw refusal(actor, 'data_boundary:manage');
  if (!hasKey && !next.isLocal)
    throw invalidAt('api_key', 'is missing: only a model in the house does without');
}

/** Nobody can read a key, and so nobody may have it sent to another provider either. */
export function checkKeyStays(before: Profile, next: Profile, hasKey: boolean): void {
  if (hasKey && movesAway(before, next))
    throw invalidAt('api_key', 'has to be given again, or taken away with null, for another address');
}

function movesAway(before: Profile, next: Profile): boolean {
  return new URL(before.baseUrl).origin !== new URL(next.baseUrl).origin;
}

function checkAddress({ baseUrl, isLocal }: Profile): void {
  const { hostname, protocol } = new URL(baseUrl);
  const literal = hostname.replace(/^\[|\]$/g, '');
  if (ipaddr.isValid(literal) && isForbiddenAddress(literal))
    throw invalidAt(
      'base_url',
      'is an address that no service has (link-local, metadata of a cloud or the like)',
    );
  if (isLocal) return;
  if (looksLocal(baseUrl))
    throw invalidAt('is_local', 'must be true for an address of this machine or a private network');
  if (protocol !== 'https:')
    throw invalidAt(
      'base_url',
      'must be an https:// address; only a model in the house is asked without TLS',
    );
}
