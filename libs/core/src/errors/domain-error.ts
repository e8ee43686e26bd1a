import type { ErrorBody, ErrorKind } from '@legator/contracts';

export interface DomainErrorOptions {
  readonly cause?: unknown;
  /** Where in the input it is wrong, for kind `invalid`. */
  readonly details?: ErrorBody['details'];
  /** Further fields of the answer that a client may read beside the message. */
  readonly extra?: Readonly<Record<string, unknown>>;
  /** Seconds after which trying again makes sense; becomes the Retry-After header. */
  readonly retryAfter?: number;
}

/**
 * The one error that rooms throw. `kind` becomes the status, `code` is what programs decide by, the message is for
 * people and says what to do next.
 */
export class DomainError extends Error {
  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    message: string,
    readonly options: DomainErrorOptions = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'DomainError';
  }
}

/** The input is wrong at `path`. */
export function invalidAt(path: string, message: string, code = 'invalid_request'): DomainError {
  return new DomainError('invalid', code, path ? `${path}: ${message}` : message, {
    details: [{ path, message }],
  });
}

/** Nothing with this id exists for whoever asks; another tenant's things are answered the same way. */
export function notFound(what: string, id: string): DomainError {
  return new DomainError('not_found', 'not_found', `There is no ${what} ${id}.`);
}
