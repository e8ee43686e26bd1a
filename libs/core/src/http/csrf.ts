import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import type { Actor } from '../context/actor.js';
import { DomainError } from '../errors/domain-error.js';

/** A changing request of a signed-in browser carries here what `GET /api/v1/me` told its page. */
export const CSRF_HEADER = 'x-legator-csrf';
/** These act for nobody who is signed in already, or only end that. That the page is ours is checked before, by its origin. */
const OPEN = new Set([
  '/login',
  '/logout',
  '/api/v1/auth/login',
  '/api/v1/auth/login/passkey',
  '/api/v1/auth/passkey/options',
  '/api/v1/auth/setup',
]);
const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Browsers add the cookie to whatever is sent here, also by pages of others. Those cannot read our answers, so they do
 * not know this text, and cannot set a header without being asked for leave first. Nor does it hold in another tenant:
 * all tabs share one sign-in, and one that was loaded before another one moved it does not show where it would act.
 *
 * @returns what is wrong, or nothing
 */
export function forgedBySite(
  { method, path, headers }: Pick<Request, 'method' | 'path' | 'headers'>,
  { session, tenantId }: Actor,
): DomainError | undefined {
  if (session?.csrf === undefined || READING.has(method) || OPEN.has(path)) return undefined;
  const given = headers[CSRF_HEADER];
  if (typeof given === 'string' && same(given, csrfIn(tenantId, session.csrf))) return undefined;
  return new DomainError(
    'forbidden',
    'csrf',
    `This request does not come from a page of this console: the header ${CSRF_HEADER} is missing, wrong or of another tenant. Load the page again.`,
  );
}

/** What pages of a sign-in send while it works in this tenant. */
export function csrfIn(tenantId: string, csrf: string): string {
  return createHash('sha256').update(`${csrf}\n${tenantId}`).digest('hex').slice(0, 40);
}

function same(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
