import { execFile, spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** `nobody` and `nogroup`: on every Linux, and initdb insists on an account that has a name. */
export const NOBODY = { uid: 65534, gid: 65534 } as const;

/** PostgreSQL must not meet our PG… variables, nor write its messages in the language of whoever started us. */
const ENVIRONMENT = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' };

/**
 * Under which account PostgreSQL runs. It refuses to run as root, so root has two ways out: a user namespace in
 * which root is called `nobody` (files stay root's), or really being another user.
 */
export type Account = { kind: 'self' } | { kind: 'namespace' } | { kind: 'other'; uid: number; gid: number };

/** Which accounts to try for data that belongs to `owner`, best first. */
export function candidateAccounts(
  uid: number,
  owner: { uid: number; gid: number },
  allowNamespace = true,
): Account[] {
  if (uid !== 0) return [{ kind: 'self' }];
  if (owner.uid !== 0) return [{ kind: 'other', uid: owner.uid, gid: owner.gid }];
  const nobody: Account = { kind: 'other', ...NOBODY };
  return allowNamespace ? [{ kind: 'namespace' }, nobody] : [nobody];
}

/** Runs a program to its end under that account; rejects with its output when it fails. */
export async function runAs(account: Account, file: string, args: readonly string[]): Promise<string> {
  const [command, commandArgs] = commandFor(account, file, args);
  const { stdout } = await run(command, commandArgs, { ...identity(account), env: ENVIRONMENT, cwd: '/' });
  return stdout;
}

/** Starts a program that lives on when we die, in a session of its own so that Ctrl-C is for us alone. */
export function spawnAs(
  account: Account,
  file: string,
  args: readonly string[],
  stdio: SpawnOptions['stdio'],
): ChildProcess {
  const [command, commandArgs] = commandFor(account, file, args);
  return spawn(command, commandArgs, {
    ...identity(account),
    env: ENVIRONMENT,
    cwd: '/',
    stdio,
    detached: true,
  });
}

/** The command line under that account. `unshare` replaces itself, so the process id is the program's own. */
export function commandFor(account: Account, file: string, args: readonly string[]): [string, string[]] {
  if (account.kind !== 'namespace') return [file, [...args]];
  const mapping = [`--map-user=${NOBODY.uid}`, `--map-group=${NOBODY.gid}`];
  return ['unshare', ['--user', ...mapping, '--', file, ...args]];
}

function identity(account: Account): { uid?: number; gid?: number } {
  return account.kind === 'other' ? { uid: account.uid, gid: account.gid } : {};
}
