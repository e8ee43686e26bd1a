import type { OpenAPIObject } from '@nestjs/swagger';
import { ErrorBody } from '@legator/contracts';
import type { SchemaConverter } from './schema-converter.js';

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

/** Every operation may end in an error, always of the same shape. */
export function describeErrors(document: OpenAPIObject, converter: SchemaConverter): OpenAPIObject {
  const schema = converter.output(ErrorBody);
  document.components = { ...document.components, schemas: converter.components() as never };
  const answer = {
    description: 'What went wrong',
    content: { 'application/json': { schema } },
  };
  for (const path of Object.values(document.paths)) {
    for (const method of METHODS) {
      const operation = path[method];
      if (operation) operation.responses = { ...operation.responses, default: answer };
    }
  }
  return document;
}
