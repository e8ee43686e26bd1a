import { Catch, HttpException, Logger } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { ERROR_STATUS } from '@legator/contracts';
import type { ErrorBody } from '@legator/contracts';
import { databaseAway, isDatabaseAway } from '../errors/database-error.js';
import { DomainError } from '../errors/domain-error.js';
import type { LegatorRequest } from './request-scope.js';

const logger = new Logger('http');

/** The one place where errors become answers: `{error, code, message, request_id}`, always JSON. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    respondWithError(error, http.getRequest<LegatorRequest>(), http.getResponse<Response>());
  }
}

/** Answers an error outside Nest's own path (middleware, early requests) in the same shape. */
export function respondWithError(error: unknown, request: LegatorRequest, response: Response): void {
  const known = asDomainError(error);
  const status = ERROR_STATUS[known.kind];
  if (status >= 500 && status !== 503)
    logger.error({ err: error, requestId: request.requestId }, known.message);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (known.options.retryAfter) response.setHeader('Retry-After', String(known.options.retryAfter));
  const allow = known.options.extra?.['allow'];
  if (typeof allow === 'string') response.setHeader('Allow', allow);
  const body: ErrorBody = {
    error: known.message,
    code: known.code,
    message: known.message,
    request_id: request.requestId ?? '',
    ...(known.options.details ? { details: known.options.details } : {}),
  };
  response.status(statusOf(known, status)).json({ ...known.options.extra, ...body });
}

function statusOf(error: DomainError, status: number): number {
  if (error.code === 'method_not_allowed') return 405;
  if (error.code === 'unsupported_media_type') return 415;
  return status;
}

/** Turns what libraries throw into ours; what nobody foresaw stays internal and is told to the log only. */
export function asDomainError(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  if (isDatabaseAway(error)) return databaseAway(error);
  if (refusedByDatabase(error)) {
    return new DomainError('invalid', 'invalid_request', 'A value has a form that cannot be stored.', {
      cause: error,
    });
  }
  const status = error instanceof HttpException ? error.getStatus() : (error as { status?: number })?.status;
  if (status === 413) {
    return new DomainError('too_large', 'request_too_large', 'The request body is larger than 1 MiB.');
  }
  if (status === 415) {
    return new DomainError(
      'invalid',
      'unsupported_media_type',
      'The body has an encoding that cannot be read. Send JSON in UTF-8.',
    );
  }
  if (status && status >= 400 && status < 500) return fromClientError(error as Error, status);
  return new DomainError(
    'internal',
    'internal_error',
    'Something went wrong here. The log has the details under this request id.',
    {
      cause: error,
    },
  );
}

function fromClientError(error: Error, status: number): DomainError {
  const kind = (Object.keys(ERROR_STATUS) as (keyof typeof ERROR_STATUS)[]).find(
    (one) => ERROR_STATUS[one] === status,
  );
  const code = status === 400 ? 'invalid_request' : (kind ?? 'invalid_request');
  return new DomainError(
    kind ?? 'invalid',
    code,
    status === 400 ? `The request cannot be read: ${error.message}` : error.message,
    {
      cause: error,
    },
  );
}

/** SQLSTATE class 22: data that no column can hold, such as a NUL in text or a malformed uuid. */
function refusedByDatabase(error: unknown): boolean {
  const code = (error as { code?: unknown; driverError?: { code?: unknown } })?.driverError?.code;
  return typeof code === 'string' && code.startsWith('22');
}
