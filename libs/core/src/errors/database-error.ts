import { DomainError } from './domain-error.js';

/** SQLSTATE classes and socket errors that mean: the database is away, nothing was decided, try again. */
const AWAY = /^(08|57P0|53|58|25006|3D000)/;
const SOCKET = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
]);
const TEXT =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable|Driver not Connected|Connection is not established|released client|server closed the connection/i;

/** Whether an error means that the database cannot be reached or refuses work, as opposed to refusing this statement. */
export function isDatabaseAway(error: unknown): boolean {
  for (let at: unknown = error, depth = 0; at && depth < 5; at = next(at), depth += 1) {
    const { code, message } = at as { code?: unknown; message?: unknown };
    if (typeof code === 'string' && (AWAY.test(code) || SOCKET.has(code))) return true;
    if (typeof message === 'string' && TEXT.test(message)) return true;
  }
  return false;
}

/** What callers are told while the database is away. Nothing they asked for was done. */
export function databaseAway(cause: unknown): DomainError {
  return new DomainError(
    'unavailable',
    'database_unavailable',
    'The database does not answer, so nothing was done. Try again in a moment.',
    { cause, retryAfter: 2 },
  );
}

/**
 * The connection broke after the database was told to keep the work and before it said that it did. To say that nothing
 * was done would be a guess, and whoever believes it does it twice.
 */
export function outcomeUnknown(cause: unknown): DomainError {
  return new DomainError(
    'unavailable',
    'outcome_unknown',
    'The database was lost while it was saving this, so it may or may not have happened. Look before you try again.',
    { cause },
  );
}

function next(error: unknown): unknown {
  const { driverError, cause } = error as { driverError?: unknown; cause?: unknown };
  return driverError ?? cause;
}
