import { chmod, chown, lstat, mkdir, open, readFile, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { spawnAs, type Account } from './account.js';
import { rotateLogs, type Layout } from './data-directory.js';
import { EmbeddedPostgresError } from './embedded-postgres.error.js';
import { isAlive, serves } from './postmaster-pid.js';
import { serverArguments, socketDirFor } from './server-settings.js';

/** Recovery after a crash reads the whole journal; a slow disk may take this long. */
const READY_WITHIN_MS = 120_000;
/** Backends of a server that was killed outlive it for a moment and hold its memory. */
const LEFTOVERS_GONE_WITHIN_MS = 15_000;
const FAST_STOP_WITHIN_MS = 20_000;
const POLL_MS = 25;

type UrlOf = (database: string) => string;

interface ServerStart {
  layout: Layout;
  account: Account;
  bin: string;
  socketDir: string;
  settings: Readonly<Record<string, string>>;
  database: string;
  urlOf: UrlOf;
}

/** Starts the server and waits until it serves; what it said last is in the error when it does not. */
export async function startServer(start: ServerStart): Promise<{ url: string; pid: number }> {
  const giveUpAt = Date.now() + LEFTOVERS_GONE_WITHIN_MS;
  for (;;) {
    const logFile = await rotateLogs(start.layout);
    const pid = await launch(start, logFile);
    try {
      return { url: await waitUntilReady(start.urlOf, start.database, pid), pid };
    } catch (cause) {
      await stopServer(pid, start.layout.cluster);
      const said = await readFile(logFile, 'utf8').catch(() => '');
      const leftovers = said.includes('pre-existing shared memory block');
      if (!leftovers || Date.now() > giveUpAt) throw refused(logFile, said, cause);
      await pause(POLL_MS * 10);
    }
  }
}

/**
 * Waits until the server answers, then makes sure the database is there. Returns its address.
 * Fails at once when the process is gone.
 */
export async function waitUntilReady(urlOf: UrlOf, database: string, pid: number): Promise<string> {
  const giveUpAt = Date.now() + READY_WITHIN_MS;
  for (;;) {
    try {
      await ensureDatabase(urlOf('postgres'), database);
      return urlOf(database);
    } catch (cause) {
      if (!isAlive(pid)) throw new EmbeddedPostgresError(`PostgreSQL (process ${pid}) ended.`, { cause });
      if (Date.now() > giveUpAt || !isNotReadyYet(cause)) throw cause;
    }
    await pause(POLL_MS);
  }
}

/** Asks for an orderly end, and insists when that takes too long. Nothing committed is lost either way. */
export async function stopServer(pid: number, clusterDir: string): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    // Looked at again before each signal: the id may belong to another process by now.
    if (!(await serves(pid, clusterDir))) return;
    process.kill(pid, signal);
    if (await endedWithin(pid, clusterDir, FAST_STOP_WITHIN_MS)) return;
  }
}

/** Makes the socket's directory, for the server's account alone. */
export async function prepareSocketDir(layout: Layout, account: Account): Promise<string> {
  const { dir, temporary } = socketDirFor(layout.root);
  await mkdir(dir, { mode: 0o700 }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EEXIST') throw cause;
  });
  const uid = account.kind === 'other' ? account.uid : process.getuid?.();
  const found = await lstat(dir);
  const ours = found.isDirectory() && (found.uid === uid || found.uid === process.getuid?.());
  if (temporary && !ours) {
    throw new EmbeddedPostgresError(
      `${dir} belongs to someone else. Choose a LEGATOR_DATA_DIR with a shorter path.`,
    );
  }
  await chmod(dir, 0o700);
  if (account.kind === 'other') await chown(dir, account.uid, account.gid);
  return dir;
}

/** Removes the socket's directory again where it lies outside the data directory. */
export async function removeSocketDir(layout: Layout): Promise<void> {
  const { dir, temporary } = socketDirFor(layout.root);
  // One that is not empty or not ours stays.
  if (temporary) await rmdir(dir).catch(() => undefined);
}

async function launch(
  { account, bin, layout, socketDir, settings }: ServerStart,
  logFile: string,
): Promise<number> {
  const output = await open(logFile, 'w', 0o600);
  try {
    const args = serverArguments(layout.cluster, socketDir, settings);
    const child = spawnAs(account, join(bin, 'postgres'), args, ['ignore', output.fd, output.fd]);
    await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
    child.unref();
    return child.pid!;
  } finally {
    await output.close();
  }
}

async function ensureDatabase(adminUrl: string, database: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl, connectionTimeoutMillis: 5_000 });
  // A server that goes away while we ask is reported by the query, not as an unhandled event.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(database)}`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** No socket yet, nobody behind it yet, or still starting up or recovering. Anything else is a real refusal. */
function isNotReadyYet(cause: unknown): boolean {
  const code = (cause as { code?: string }).code;
  return code === undefined || ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P03'].includes(code);
}

async function endedWithin(pid: number, clusterDir: string, ms: number): Promise<boolean> {
  const giveUpAt = Date.now() + ms;
  while (Date.now() < giveUpAt) {
    if (!(await serves(pid, clusterDir))) return true;
    await pause(POLL_MS);
  }
  return false;
}

function refused(logFile: string, said: string, cause: unknown): EmbeddedPostgresError {
  const lastLines = said.trim().split('\n').slice(-5).join('\n');
  return new EmbeddedPostgresError(`The embedded PostgreSQL did not start (${logFile}):\n${lastLines}`, {
    cause,
  });
}
