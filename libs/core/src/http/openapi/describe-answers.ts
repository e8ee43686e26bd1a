import { STATUS_CODES } from 'node:http';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { Answer } from '../answers.js';
import type { RouteAccess } from './route-table.js';
import { NAME_LATER } from './schema-converter.js';
import type { JsonSchema, SchemaConverter } from './schema-converter.js';

type ContentObject = Record<string, { schema: JsonSchema }>;

/** Media types of answers that have no end, or are read line by line. */
const STREAMS = ['text/event-stream', 'application/x-ndjson'];

/** Says at each operation what it answers, under the status with which it does. */
export function describeAnswers(
  document: OpenAPIObject,
  routes: readonly RouteAccess[],
  converter: SchemaConverter,
): void {
  for (const { method, path, status, answers } of routes) {
    const operation = document.paths[path]?.[method.toLowerCase() as 'get'];
    if (!operation) continue;
    operation.responses = {};
    for (const answer of answers) {
      operation.responses[answer.status ?? status] = {
        description: answer.description ?? STATUS_CODES[answer.status ?? status] ?? '',
        ...(answer.schema ? { content: contentOf(answer, converter) } : {}),
      };
    }
  }
}

function contentOf({ schema, type = 'application/json' }: Answer, converter: SchemaConverter): ContentObject {
  const shape = converter.output(schema!);
  const isStream = STREAMS.includes(type);
  return {
    [type]: { schema: isStream ? { type: 'string', 'x-legator-each': shape } : shape },
  } as ContentObject;
}

/** Gives bodies and single parameters their names, which had to stand in full before. */
export function nameRequests(document: OpenAPIObject, converter: SchemaConverter): void {
  document.paths = named(document.paths, converter) as OpenAPIObject['paths'];
}

function named(value: unknown, converter: SchemaConverter): unknown {
  if (Array.isArray(value)) return value.map((one) => named(one, converter));
  if (typeof value !== 'object' || value === null) return value;
  const { [NAME_LATER]: name, ...rest } = value as JsonSchema;
  const result = Object.fromEntries(Object.entries(rest).map(([key, one]) => [key, named(one, converter)]));
  if (typeof name !== 'string') return result;
  converter.keep(name, result);
  return { $ref: `#/components/schemas/${name}` };
}
