import { Failure, USAGE } from './failure.js';

/** What `--perms` names. */
export function listOf(perms: string): string[] {
  const permissions = perms
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
  if (permissions.length === 0) throw new Failure('--perms names at least one permission.', USAGE);
  return permissions;
}
