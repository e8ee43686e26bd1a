import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Words = z.array(z.string().min(1)).default([]);

/** What the model says next in a script: words, calls of tools, a status that is none of success, or a line that is cut. */
const Said = z.union([
  z.string(),
  z.strictObject({
    text: z.string().optional(),
    toolCalls: z
      .array(z.strictObject({ name: z.string(), args: z.record(z.string(), z.unknown()) }))
      .optional(),
    status: z.int().optional(),
    hangUp: z.enum(['before', 'middle']).optional(),
  }),
]);

/** One question with what is expected of the answer. Expressions are read without regard to case. */
export const Scenario = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/),
  about: z.string().min(10),
  /** Also part of the ordinary tests. */
  quick: z.boolean().default(false),
  /** The question is for one host, by its name; else for the fleet. */
  probe: z.string().optional(),
  ask: z.string().min(1),
  target: z.string().optional(),
  /** Said before it, in the same conversation. */
  before: Words,
  /** Hosts that are there beside the four that always are; nobody plays them. */
  seeded: z.int().min(0).default(0),
  /** What hosts print, by how a command begins. */
  outputs: z.record(z.string(), z.string()).default({}),
  script: z.array(Said).default([]),
  /** Said again and again when the script is at its end. */
  otherwise: Said.optional(),
  /** What a person says to what waits. */
  decide: z.enum(['approved', 'denied']).optional(),
  expect: z.strictObject({
    /** Expressions that the answer and its blocks hold. */
    facts: Words,
    /** Expressions that they must not hold. */
    never: Words,
    /** What the model was told by the end; only looked at with a script. */
    told: Words,
    tools: Words,
    state: z.enum(['done', 'waiting', 'failed']).default('done'),
    via: z.enum(['model', 'rules', 'command']).default('model'),
    rounds: z.int().default(6),
    commands: z.int().default(5),
    /** Command lines above observe that a person said yes to and that ran. */
    ran: Words,
  }),
});
export type Scenario = z.infer<typeof Scenario>;

const FOLDER = join(process.cwd(), 'test', 'eval', 'scenarios');

/** All of them, by name; those with seeded hosts last, since these stay. */
export function readScenarios(): Scenario[] {
  const all = readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .flatMap((file) => z.array(Scenario).parse(JSON.parse(readFileSync(join(FOLDER, file), 'utf8'))));
  return all.sort((a, b) => a.seeded - b.seeded);
}
