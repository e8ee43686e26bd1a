import type { IncomingHttpHeaders } from 'node:http';
import type { NextFunction, Request, Response } from 'express';
import { DomainError } from '../errors/domain-error.js';
import { respondWithError } from './error.filter.js';
import type { LegatorRequest } from './request-scope.js';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;
const READING = new Set(['GET', 'HEAD', 'OPTIONS']);
/** What proxies add to a request that they pass on; nobody who asks from this machine itself sends any of these. */
const ADDED_BY_PROXIES = /^(?:forwarded|via|x-real-ip|x-forwarded-.+)$/;

export interface OriginPolicy {
  /** Sign-in is off, so only names of this very machine are answered: a page elsewhere could point its own name here. */
  readonly loopbackOnly: boolean;
  /** The public address, when the server stands behind another name. */
  readonly externalUrl?: string;
}

/**
 * Whether a browser on another site is behind this request, or, while sign-in is off, anybody who is not on this machine.
 * Programs send no `Origin` and pass; browsers send it with everything that changes something, and with every socket.
 *
 * @returns what to refuse it with, or nothing
 */
export function foreignOrigin(
  headers: IncomingHttpHeaders,
  { loopbackOnly, externalUrl }: OriginPolicy,
): DomainError | undefined {
  const host = headers.host ?? '';
  const wrong = loopbackOnly ? notFromHere(headers, host) : undefined;
  if (wrong) return wrong;
  const { origin, 'sec-fetch-site': site } = headers;
  // Said by newer browsers beside the origin, and not taken away by what strips that one.
  if (site === 'cross-site' || site === 'same-site')
    return refused('Requests from pages of another site are refused.');
  const known = externalUrl ? new URL(externalUrl).host : undefined;
  if (origin === undefined) return undefined;
  if (URL.canParse(origin) && [host, known].includes(new URL(origin).host)) return undefined;
  return refused(`Requests from pages of another site (${origin.slice(0, 100)}) are refused.`);
}

/** Refuses what another site's page sends, before anything else looks at it. */
export function sameOrigin(policy: OriginPolicy) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const { origin: _origin, 'sec-fetch-site': _site, ...others } = request.headers;
    const wrong = foreignOrigin(READING.has(request.method) ? others : request.headers, policy);
    if (!wrong) return next();
    respondWithError(wrong, request as LegatorRequest, response);
  };
}

/** A proxy on this machine connects from this machine, and may write its own address as the host: by the rest it is known. */
function notFromHere(headers: IncomingHttpHeaders, host: string): DomainError | undefined {
  if (Object.keys(headers).some((name) => ADDED_BY_PROXIES.test(name)))
    return new DomainError(
      'forbidden',
      'sign_in_off_behind_proxy',
      'Sign-in is off, so this server answers nobody through a proxy. Set LEGATOR_AUTH=true, or ask it on its own machine without one.',
    );
  if (LOOPBACK.test(host)) return undefined;
  return refused(
    `Sign-in is off, so this server answers to names of this machine only, not to "${host.slice(0, 100)}".`,
  );
}

function refused(message: string): DomainError {
  return new DomainError('forbidden', 'foreign_origin', message);
}
