import { DomainError } from '@legator/core';

/** What a model's call fails with; anything else is not the model's doing. */
const OF_A_MODEL = ['llm_unavailable', 'models.'];

/** The error beneath what LangChain wrapped around it. */
export function rootCause(error: unknown): unknown {
  let found = error;
  while (isWrapped(found)) found = found.cause;
  return found;
}

/** Whether another model may succeed where this one failed. */
export function isModelFailure(error: unknown): error is DomainError {
  return error instanceof DomainError && OF_A_MODEL.some((code) => error.code.startsWith(code));
}

export function noModel(): DomainError {
  return new DomainError('unavailable', 'llm_unavailable', 'No model is connected.');
}

/** What a call of a model failed with, so that everybody knows it was the model. */
export function modelFailure(name: string, error: unknown): DomainError {
  const cause = rootCause(error);
  if (cause instanceof DomainError) return cause;
  const why = cause instanceof Error ? cause.message : String(cause);
  const message = `${name} did not answer: ${why.slice(0, 300)}`;
  return new DomainError('bad_gateway', 'llm_unavailable', message, { cause });
}

function isWrapped(error: unknown): error is Error & { cause: unknown } {
  return (
    error instanceof Error && '~brand' in error && error['~brand'] === 'MiddlewareError' && !!error.cause
  );
}
