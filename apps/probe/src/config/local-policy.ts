import fs from 'node:fs';
import { join } from 'node:path';
import { BlockRule, Level, MAX_POLICY_RULES, PolicyPattern, lower } from '@legator/contracts';
import { z } from 'zod';

/** What the host's own administrator holds back. There is no way to write down that more may run. */
export const LocalPolicy = z.strictObject({
  level: Level.optional(),
  sandbox: z.literal('required').optional(),
  block: z.array(BlockRule).max(MAX_POLICY_RULES).optional(),
  blocked: z.array(PolicyPattern).max(MAX_POLICY_RULES).optional(),
});
export type LocalPolicy = z.infer<typeof LocalPolicy>;

const FILE = 'local-policy.json';
/** May be written by the group, or by anybody. */
const WRITABLE_BY_OTHERS = 0o022;

/**
 * `local-policy.json` beside the config, and the level that the config itself may hold; the stricter of two levels
 * counts. Read at start.
 * @throws a sentence when the file is not understood, or somebody else could have written it: then nothing may start
 */
export function readLocalPolicy(folder: string, level?: Level): LocalPolicy {
  const path = join(folder, FILE);
  if (!fs.existsSync(path)) return level ? { level } : {};
  refuseStrangers(path);
  const local = parse(path);
  const levels = [local.level, level].filter((one): one is Level => one !== undefined);
  return levels.length > 0 ? { ...local, level: levels.reduce(lower) } : local;
}

function refuseStrangers(path: string): void {
  const own = process.getuid?.();
  if (own === undefined) return; // Windows: the rights of the folder are what counts.
  const { uid, mode } = fs.statSync(path);
  if (uid !== 0 && uid !== own) throw new Error(`${path} must belong to root.`);
  if ((mode & WRITABLE_BY_OTHERS) !== 0) throw new Error(`${path} must be writable by its owner alone.`);
}

function parse(path: string): LocalPolicy {
  try {
    return LocalPolicy.parse(JSON.parse(fs.readFileSync(path, 'utf8')));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new Error(`${path} is not understood: ${why}`, { cause: error });
  }
}
