import type { OpenAPIObject } from '@nestjs/swagger';
import { ErrorBody } from '@legator/contracts';
import { z } from 'zod';

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

/** Every operation may end in an error, always of the same shape. */
export function describeErrors(document: OpenAPIObject): OpenAPIObject {
  const { $schema: _draft, ...shape } = z.toJSONSchema(ErrorBody, { target: 'draft-2020-12' });
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Error: shape as never },
  };
  const answer = {
    description: 'What went wrong',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
  };
  for (const path of Object.values(document.paths)) {
    for (const method of METHODS) {
      const operation = path[method];
      if (operation) operation.responses = { ...operation.responses, default: answer };
    }
  }
  return document;
}
