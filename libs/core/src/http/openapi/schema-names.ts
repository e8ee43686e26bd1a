import * as contracts from '@legator/contracts';
import { z } from 'zod';

/** Each schema that contracts exports, by the name under which it does: so is it called in the description of the API. */
const NAMES = new Map<unknown, string>(
  Object.entries(contracts)
    .filter(([, value]) => value instanceof z.ZodType)
    .map(([name, schema]) => [schema, name]),
);

export function nameOf(schema: unknown): string | undefined {
  return NAMES.get(schema);
}

/** What zod's JSON Schema asks for each schema it meets; one with an `id` becomes a definition of its own. */
export const NAMED = {
  get: (schema: z.core.$ZodType) => {
    const id = nameOf(schema);
    const said = z.globalRegistry.get(schema);
    return id === undefined ? said : { ...said, id };
  },
  has: (schema: z.core.$ZodType) => NAMES.has(schema) || z.globalRegistry.has(schema),
} as z.core.$ZodRegistry<Record<string, unknown>>;
