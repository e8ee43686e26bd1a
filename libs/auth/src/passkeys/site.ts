import type { IncomingHttpHeaders } from 'node:http';
import { DomainError } from '@legator/core';
import type { Config } from '@legator/core';

/** What passkeys are bound to: a name, and the address of the pages that may use them. */
export interface Site {
  readonly rpId: string;
  readonly origin: string;
}

const LOCALHOST = /^localhost(?::\d{1,5})?$/i;
const NUMBER = /^(?:127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/;

/**
 * The address that the settings name; or `localhost`, for whoever sits at this very machine. Never another name that a
 * request claims to have been sent to: a page elsewhere could point its own name here and get passkeys for it. What
 * stands in front of us may claim any name on the way, so with a public address the claim does not matter: the browser
 * says in what it signs where it was. Numbers are no names, so browsers have no passkeys for `127.0.0.1`.
 */
export function siteOf(
  { externalUrl, tlsCert }: Pick<Config, 'externalUrl' | 'tlsCert'>,
  { host = '' }: Pick<IncomingHttpHeaders, 'host'>,
): Site | undefined {
  const known = externalUrl ? new URL(externalUrl) : undefined;
  const isHere = LOCALHOST.test(host) && known?.host !== host.toLowerCase();
  if (isHere) return { rpId: 'localhost', origin: `${tlsCert ? 'https' : 'http'}://${host.toLowerCase()}` };
  if (!known || !canHavePasskeys(known) || NUMBER.test(host)) return undefined;
  return { rpId: known.hostname, origin: known.origin };
}

/** The same, or the sentence that says where to go. @throws `passkeys_need_address` (409) */
export function siteOrThrow(
  config: Pick<Config, 'externalUrl' | 'tlsCert'>,
  headers: IncomingHttpHeaders,
): Site {
  const site = siteOf(config, headers);
  if (site) return site;
  const { externalUrl } = config;
  const there = externalUrl
    ? `open the console at ${externalUrl}, by https and by its name`
    : 'open the console at localhost, or set LEGATOR_EXTERNAL_URL to its public https address';
  throw new DomainError(
    'conflict',
    'passkeys_need_address',
    `Passkeys do not work at this address: ${there}.`,
  );
}

function canHavePasskeys({ protocol, hostname }: URL): boolean {
  const isNumber = /^[\d.]+$/.test(hostname) || hostname.startsWith('[');
  return !isNumber && (protocol === 'https:' || hostname === 'localhost');
}
