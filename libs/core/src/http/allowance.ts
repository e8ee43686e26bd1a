import type { Response } from 'express';
import { DomainError } from '../errors/domain-error.js';
import type { Allowance } from '../ports/authenticator.js';

/** With every answer to a caller whose requests are limited; the reset is in seconds from now. */
export function tellAllowance(response: Response, { limit, remaining, resetSeconds }: Allowance): void {
  response.setHeader('X-RateLimit-Limit', String(limit));
  response.setHeader('X-RateLimit-Remaining', String(remaining));
  response.setHeader('X-RateLimit-Reset', String(resetSeconds));
}

/** What a caller is told who asked too often. Nothing of the request was done. */
export function tooMany({ limit, resetSeconds }: Allowance): DomainError {
  return new DomainError(
    'limited',
    'rate_limited',
    `This key may ask ${limit} times a minute. Nothing was done; ask again in ${resetSeconds} seconds.`,
    { retryAfter: resetSeconds },
  );
}
