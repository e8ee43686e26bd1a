import { readFileSync } from 'node:fs';
import type { z } from 'zod';

/** A setting as the environment gives it: the value, or a file that holds it. */
export function fromEnvironment(env: NodeJS.ProcessEnv, names: readonly string[]): string | undefined {
  for (const name of names) {
    const file = env[`${name}_FILE`];
    if (file) {
      try {
        return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
      } catch (error) {
        throw new Error(`${name}_FILE names ${file}, which cannot be read: ${(error as Error).message}`, {
          cause: error,
        });
      }
    }
    const value = env[name];
    if (value !== undefined && value !== '') return value;
  }
  return undefined;
}

/**
 * Reads settings by their names in the environment; each may have aliases, the first one set wins.
 *
 * @throws an Error whose message names every bad setting in words; the process should print it and stop
 */
export function readConfig<T extends z.ZodType>(
  schema: T,
  names: Readonly<Record<string, readonly string[]>>,
  env: NodeJS.ProcessEnv,
): z.output<T> {
  const given: Record<string, string> = {};
  for (const [key, candidates] of Object.entries(names)) {
    const value = fromEnvironment(env, candidates);
    if (value !== undefined) given[key] = value;
  }
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const name = names[String(issue.path[0])]?.[0] ?? String(issue.path[0] ?? 'configuration');
    return `${name}: ${issue.message}`;
  });
  throw new Error(`The configuration cannot be used.\n  ${lines.join('\n  ')}`);
}
