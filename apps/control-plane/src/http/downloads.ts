import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { DomainError } from '@legator/core';

const PROBE = '/download/probe.cjs';
const SUMS = '/download/checksums.txt';

/**
 * Gives hosts the probe of this very version, and its SHA-256. Public, as the upgrade of a probe is: the bundle holds
 * no secret, and what it may do is decided when it enrols.
 */
export function downloads(bundle: string): RequestHandler {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next();
    if (request.path === PROBE) return send(bundle, response, next);
    if (request.path === SUMS) return sendSums(bundle, response, next);
    next();
  };
}

function send(bundle: string, response: Response, next: NextFunction): void {
  const stream = createReadStream(bundle);
  stream.on('error', () => next(missing()));
  stream.on('open', () => {
    response.type('application/octet-stream').attachment('probe.cjs');
    stream.pipe(response);
  });
}

function sendSums(bundle: string, response: Response, next: NextFunction): void {
  try {
    const sum = createHash('sha256').update(readFileSync(bundle)).digest('hex');
    response.type('text/plain').send(`${sum}  probe.cjs\n`);
  } catch {
    next(missing());
  }
}

function missing(): DomainError {
  return new DomainError(
    'not_found',
    'not_found',
    'This server was built without the probe. Run npm run build there.',
  );
}
