import { HttpErrorResponse, type HttpInterceptorFn } from '@angular/common/http';
import type { ErrorBody } from './api/models';
import { catchError, throwError, timeout, TimeoutError } from 'rxjs';
import { ApiError } from './api-error';

/** Longer than this and nobody is still waiting, but for verifying a long trail and a first word of a model. */
const PATIENCE_MS = 15_000;
const LONG_MS = 120_000;
const LONG = /\/verify$|\/model-profiles\/[^/]+\/test$/;

/** Turns whatever goes wrong with a call into one `ApiError`, here and nowhere else. */
export const apiErrors: HttpInterceptorFn = (request, next) =>
  next(request).pipe(
    timeout(LONG.test(request.url.split('?')[0] ?? '') ? LONG_MS : PATIENCE_MS),
    catchError((cause: unknown) => throwError(() => toApiError(cause))),
  );

/** Anything that is not an answer of ours (a proxy's page, a broken line) gets a code of its own. */
export function toApiError(cause: unknown): ApiError {
  if (cause instanceof ApiError) return cause;
  if (cause instanceof TimeoutError)
    return new ApiError('console.no_answer', 'There was no answer in time.', 0);
  if (!(cause instanceof HttpErrorResponse)) throw cause;
  if (cause.status === 0) return new ApiError('console.unreachable', 'There is no connection.', 0);
  const body: unknown = cause.error;
  if (isErrorBody(body)) {
    const after = Number(cause.headers.get('retry-after') ?? NaN);
    const more = Number.isFinite(after) ? { retry_after: after } : {};
    return new ApiError(body.code, body.message, cause.status, body.request_id, { ...body, ...more });
  }
  return new ApiError(
    'console.strange_answer',
    `The answer was not understood (status ${cause.status}).`,
    cause.status,
  );
}

function isErrorBody(body: unknown): body is ErrorBody {
  const candidate = body as Partial<ErrorBody> | null;
  return (
    typeof candidate === 'object' &&
    typeof candidate?.code === 'string' &&
    typeof candidate.message === 'string'
  );
}
