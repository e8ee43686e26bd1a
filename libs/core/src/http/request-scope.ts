import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import { withoutTokens } from '../signals/redaction.js';

export interface LegatorRequest extends Request {
  /** Answers and log lines of this request carry it. */
  requestId: string;
}

const GIVEN = /^[A-Za-z0-9._:-]{1,128}$/;

/** Gives every request an id, taking over the caller's `X-Request-Id` when it is a plain word and no secret. */
export function requestScope(request: Request, response: Response, next: NextFunction): void {
  const given = request.headers['x-request-id'];
  const taken = typeof given === 'string' && GIVEN.test(given) && withoutTokens(given) === given;
  const requestId = taken ? given : randomUUID();
  (request as LegatorRequest).requestId = requestId;
  response.setHeader('X-Request-Id', requestId);
  next();
}
