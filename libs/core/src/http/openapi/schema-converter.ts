import { z } from 'zod';
import { NAMED, nameOf } from './schema-names.js';

export type JsonSchema = Record<string, unknown>;

/** Where a schema's name is left for later while it has to stand in full: parameters are read out of it. */
export const NAME_LATER = 'x-legator-name';

/**
 * Turns zod's schemas into those of OpenAPI, one converter for each description. Named ones are collected as components.
 *
 * @throws an Error when one name would stand for two shapes: a request and an answer that share a schema with defaults or
 *   conversions need a schema each
 */
export class SchemaConverter {
  private readonly found = new Map<string, string>();

  /** An answer: a reference when the schema is named. */
  output(schema: z.ZodType): JsonSchema {
    return this.convert(schema, 'output');
  }

  /** A request in full, with its name beside it. */
  input(schema: z.ZodType): JsonSchema {
    const converted = this.convert(schema, 'input');
    const name = nameOf(schema);
    if (name === undefined) return converted;
    const whole = JSON.parse(this.found.get(name)!) as JsonSchema;
    // It may be a query, which has no name; a body is named in the end.
    this.found.delete(name);
    return { ...whole, [NAME_LATER]: name };
  }

  /** Keeps a shape under its name. */
  keep(name: string, schema: JsonSchema): void {
    const text = JSON.stringify(schema);
    const before = this.found.get(name);
    if (before !== undefined && before !== text)
      throw new Error(
        `The schema ${name} has one shape as a request and another as an answer; give the answer one of its own.`,
      );
    this.found.set(name, text);
  }

  /** All named ones, sorted. */
  components(): Record<string, JsonSchema> {
    const entries = [...this.found].sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries.map(([name, text]) => [name, JSON.parse(text) as JsonSchema]));
  }

  /** What JSON Schema cannot say (a transform, a function) is left open instead of ending the server. */
  private convert(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    const {
      $schema: _draft,
      $defs,
      ...converted
    } = z.toJSONSchema(schema, {
      target: 'draft-2020-12',
      io,
      unrepresentable: 'any',
      reused: 'inline',
      metadata: NAMED,
      override: ({ jsonSchema }) => withoutNoise(jsonSchema as JsonSchema),
    });
    const pointed = (one: unknown) =>
      JSON.parse(JSON.stringify(one).replaceAll('"#/$defs/', '"#/components/schemas/')) as JsonSchema;
    for (const [name, one] of Object.entries($defs ?? {})) this.keep(name, pointed(one));
    return pointed(converted);
  }
}

/** What every whole number and every record would say of itself. */
function withoutNoise(schema: JsonSchema): void {
  if (schema['minimum'] === Number.MIN_SAFE_INTEGER) delete schema['minimum'];
  if (schema['maximum'] === Number.MAX_SAFE_INTEGER) delete schema['maximum'];
  const names = schema['propertyNames'] as JsonSchema | undefined;
  if (names && Object.keys(names).length === 1 && names['type'] === 'string') delete schema['propertyNames'];
}
