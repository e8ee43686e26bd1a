import { json, urlencoded } from 'express';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { DomainError } from '@legator/core';

const LIMIT = 1024 * 1024;
const MAX_DEPTH = 64;

/**
 * Bodies are JSON whatever their content type says, as upstream's clients expect; none at all counts as `{}`. Larger
 * than 1 MiB is 413, nested deeper than 64 is 400: nothing behind this has to fear for its stack.
 */
export function jsonBody(): RequestHandler[] {
  return [forms, json({ type: () => true, limit: LIMIT, strict: false }), shallow];
}

const readForm = urlencoded({ extended: false, limit: 16 * 1024, parameterLimit: 10 });

/** Who sends a form: the page to sign in, as upstream's does, and a provider that ends a sign-in. */
const FORMS = ['/login', '/auth/oidc/backchannel-logout'];

function forms(request: Request, response: Response, next: NextFunction): void {
  if (FORMS.includes(request.path)) readForm(request, response, next);
  else next();
}

function shallow(request: Request, _response: Response, next: NextFunction): void {
  request.body ??= {};
  if (!deeper(request.body, MAX_DEPTH)) return next();
  next(new DomainError('invalid', 'invalid_request', `The body is nested deeper than ${MAX_DEPTH} levels.`));
}

/** Level by level, so that depth costs memory and not stack. */
function deeper(value: unknown, limit: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limit) return true;
    level = level.flatMap((one) => (one && typeof one === 'object' ? Object.values(one) : []));
  }
  return false;
}
