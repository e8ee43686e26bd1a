import { StandardSchemaValidationPipe } from '@nestjs/common';
import type { ArgumentMetadata } from '@nestjs/common';
import { DomainError } from '../errors/domain-error.js';

interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** What is not there at all deserves plainer words than a type that is wrong. */
const MISSING = /^Invalid input: expected (.+), received undefined$/;

/** Thrown by the pipe and caught in it: the pipe alone knows which parameter was read. */
class Unfit extends Error {
  constructor(readonly issues: readonly Issue[]) {
    super();
  }
}

class InputPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({ exceptionFactory: (issues) => new Unfit(issues) });
  }

  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    try {
      return await super.transform(value, metadata);
    } catch (error) {
      throw error instanceof Unfit ? refusal(error.issues, metadata.data) : error;
    }
  }
}

/** Input is parsed once, here, by its schema; a fault is answered with the path of each wrong field. */
export function schemaPipe(): StandardSchemaValidationPipe {
  return new InputPipe();
}

/** `within` is the name of a single parameter, such as `id` of the path; a whole body or query has none. */
function refusal(issues: readonly Issue[], within?: string): DomainError {
  const details = issues.slice(0, 20).map(({ path, message }) => ({
    path: [within, ...(path ?? []).map((part) => String(typeof part === 'object' ? part.key : part))]
      .filter(Boolean)
      .join('.'),
    message: message.replace(MISSING, 'is missing (expected $1)'),
  }));
  const first = details[0];
  const text = [first?.path, first?.message].filter(Boolean).join(': ') || 'The input is not valid.';
  return new DomainError('invalid', 'invalid_request', text, { details });
}
