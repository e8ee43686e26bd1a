import { StandardSchemaValidationPipe } from '@nestjs/common';
import { DomainError } from '../errors/domain-error.js';

/** Input is parsed once, here, by its schema; a fault is answered with the path of each wrong field. */
export function schemaPipe(): StandardSchemaValidationPipe {
  return new StandardSchemaValidationPipe({
    exceptionFactory: (issues) => {
      const details = issues.slice(0, 20).map(({ path, message }) => ({
        path: (path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
        message,
      }));
      const first = details[0];
      const text = first
        ? first.path
          ? `${first.path}: ${first.message}`
          : first.message
        : 'The input is not valid.';
      return new DomainError('invalid', 'invalid_request', text, { details });
    },
  });
}
