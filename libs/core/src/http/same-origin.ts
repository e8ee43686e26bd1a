import type { NextFunction, Request, Response } from 'express';
import { DomainError } from '../errors/domain-error.js';
import { respondWithError } from './error.filter.js';
import type { LegatorRequest } from './request-scope.js';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;
const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

export interface OriginPolicy {
  /** Sign-in is off, so only names of this very machine are answered: a page elsewhere could point its own name here. */
  readonly loopbackOnly: boolean;
  /** The public address, when the server stands behind another name. */
  readonly externalUrl?: string;
}

/**
 * Whether a browser on another site is behind this request. Programs send no `Origin` and pass; browsers send it with
 * everything that changes something, and with every socket.
 *
 * @returns what is wrong, or nothing
 */
export function foreignOrigin(
  headers: {
    host?: string | undefined;
    origin?: string | undefined;
    'sec-fetch-site'?: string | string[] | undefined;
  },
  { loopbackOnly, externalUrl }: OriginPolicy,
): string | undefined {
  const host = headers.host ?? '';
  const known = externalUrl ? new URL(externalUrl).host : undefined;
  if (loopbackOnly && !LOOPBACK.test(host) && host !== known) {
    return `Sign-in is off, so this server answers to names of this machine only, not to "${host.slice(0, 100)}".`;
  }
  const { origin, 'sec-fetch-site': site } = headers;
  // Said by newer browsers beside the origin, and not taken away by what strips that one.
  if (site === 'cross-site' || site === 'same-site')
    return 'Requests from pages of another site are refused.';
  if (origin === undefined) return undefined;
  if (URL.canParse(origin) && [host, known].includes(new URL(origin).host)) return undefined;
  return `Requests from pages of another site (${origin.slice(0, 100)}) are refused.`;
}

/** Refuses what another site's page sends, before anything else looks at it. */
export function sameOrigin(policy: OriginPolicy) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const headers = READING.has(request.method)
      ? { host: request.headers.host }
      : {
          host: request.headers.host,
          origin: request.headers.origin,
          'sec-fetch-site': request.headers['sec-fetch-site'],
        };
    const wrong = foreignOrigin(headers, policy);
    if (!wrong) return next();
    respondWithError(
      new DomainError('forbidden', 'foreign_origin', wrong),
      request as LegatorRequest,
      response,
    );
  };
}
