import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

/** What a running server writes about itself into its data directory. */
export interface PostmasterPid {
  pid: number;
  port: number;
  socketDir: string;
}

/** Reads `postmaster.pid`: line 1 is the process, line 4 the port, line 5 the first socket directory. */
export function parsePostmasterPid(text: string): PostmasterPid | undefined {
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Number(lines[0]);
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number(lines[3]) || 0, socketDir: lines[4] ?? '' };
}

export type Postmaster =
  { state: 'absent' } | { state: 'stale' } | { state: 'running'; found: PostmasterPid };

/**
 * Says whether a server runs on this data directory. A process id alone proves nothing, since they are used again:
 * it must be a postgres whose working directory is this very directory. Where that cannot be seen it counts as
 * running, because two servers on one directory destroy it.
 */
export async function inspectPostmaster(clusterDir: string): Promise<Postmaster> {
  const text = await readFile(join(clusterDir, 'postmaster.pid'), 'utf8').catch(() => undefined);
  if (text === undefined) return { state: 'absent' };
  const found = parsePostmasterPid(text);
  return found && (await serves(found.pid, clusterDir)) ? { state: 'running', found } : { state: 'stale' };
}

/** Whether that process is a postgres on that data directory, as far as anything can be seen of it. */
export async function serves(pid: number, clusterDir: string): Promise<boolean> {
  return isAlive(pid) && (await isPostgres(pid)) && (await worksIn(pid, clusterDir)) !== false;
}

/** Whether a process of that id exists, be it ours or not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function isPostgres(pid: number): Promise<boolean> {
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  // A process that ended and that nobody has collected yet has an empty command line.
  if (commandLine !== undefined) return basename(commandLine.split('\0')[0] ?? '') === 'postgres';
  return (await askPs(pid)).includes('postgres');
}

async function askPs(pid: number): Promise<string> {
  const answer = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).catch(
    () => undefined,
  );
  // Without /proc and without ps nothing is known, and unknown counts as running.
  return answer?.stdout.trim() ?? (isAlive(pid) ? 'postgres' : '');
}

async function worksIn(pid: number, dir: string): Promise<boolean | undefined> {
  const [theirs, ours] = await Promise.all([
    stat(`/proc/${pid}/cwd`).catch(() => undefined),
    stat(dir).catch(() => undefined),
  ]);
  if (!theirs || !ours) return undefined;
  return theirs.dev === ours.dev && theirs.ino === ours.ino;
}
