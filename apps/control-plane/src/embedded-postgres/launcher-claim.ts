import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { EmbeddedPostgresError } from './embedded-postgres.error.js';
import { isAlive } from './postmaster-pid.js';

interface Claim {
  pid: number;
  /** When the process began, in the kernel's own ticks: tells a process from a later one with the same id. */
  began: string;
}

/**
 * Writes down that this process looks after the database, and refuses while another living one does: two control
 * planes on one embedded database would each stop it under the other.
 */
export async function claimFor(path: string, pid = process.pid): Promise<void> {
  const other = await readClaim(path);
  if (other && other.pid !== pid && (await stillRuns(other))) {
    throw new EmbeddedPostgresError(
      `The embedded database is in use by another Legator (process ${other.pid}). Stop it, or choose another LEGATOR_DATA_DIR.`,
    );
  }
  const claim: Claim = { pid, began: await beginOf(pid) };
  await writeFile(`${path}.new`, JSON.stringify(claim), { mode: 0o644 });
  await rename(`${path}.new`, path);
}

/** Lets go, if the claim is still this process's. */
export async function releaseClaim(path: string, pid = process.pid): Promise<void> {
  if ((await readClaim(path))?.pid === pid) await rm(path, { force: true });
}

async function readClaim(path: string): Promise<Claim | undefined> {
  try {
    const { pid, began } = JSON.parse(await readFile(path, 'utf8')) as Partial<Claim>;
    return typeof pid === 'number' && typeof began === 'string' ? { pid, began } : undefined;
  } catch {
    // Missing or cut short by a crash: nobody holds it.
    return undefined;
  }
}

/** A process that was killed keeps its id until its parent has looked; it does nothing any more. */
async function stillRuns({ pid, began }: Claim): Promise<boolean> {
  const { state, begin } = await statOf(pid);
  return isAlive(pid) && begin === began && state !== 'Z' && state !== 'X';
}

async function beginOf(pid: number): Promise<string> {
  return (await statOf(pid)).begin;
}

async function statOf(pid: number): Promise<{ state: string; begin: string }> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name in brackets may hold spaces; after it, the state is the first field and the start time the twentieth.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', begin: fields[19] ?? '' };
}
