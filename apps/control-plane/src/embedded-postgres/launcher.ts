import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { candidateAccounts, runAs, type Account } from './account.js';
import { copyBinaries, prepareBinaries } from './binaries.js';
import {
  adoptCluster,
  claimDirectory,
  giveTo,
  hasCluster,
  layoutOf,
  MAJOR_VERSION,
  readOrMakePassword,
  type Layout,
} from './data-directory.js';
import { EmbeddedPostgresError } from './embedded-postgres.error.js';
import { claimFor, releaseClaim } from './launcher-claim.js';
import { inspectPostmaster, serves } from './postmaster-pid.js';
import { prepareSocketDir, removeSocketDir, startServer, stopServer, waitUntilReady } from './server.js';
import { socketUrl } from './server-settings.js';

const USER = 'legator';
const DATABASE = 'legator';

export interface EmbeddedPostgresOptions {
  /** A directory for the database alone; made when missing. */
  dataDir: string;
  /** The folder that holds `bin`, `lib` and `share`. */
  binariesDir: string;
  log: (line: string) => void;
  /** As root: false goes straight to the account `nobody`, for hosts where user namespaces misbehave. */
  allowNamespace?: boolean;
  /** Server settings that differ from ours, by PostgreSQL's names. */
  settings?: Readonly<Record<string, string>>;
}

/** A running embedded server. Only whoever can read its data directory can connect. */
export interface EmbeddedPostgres {
  readonly url: string;
  readonly pid: number;
  /** Ends it in order; what was committed is on disk in any case. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL on that data directory, or takes over the one that an earlier run left behind, and answers once
 * it serves. What was once initialised is never deleted.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const layout = layoutOf(resolve(options.dataDir));
  const owner = await claimDirectory(layout);
  const exists = await hasCluster(layout);
  await claimFor(layout.launcher);
  try {
    return await bringUp({ ...options, layout, owner, exists });
  } catch (cause) {
    await releaseClaim(layout.launcher);
    throw cause;
  }
}

/** Ends the server that an earlier run left behind on that data directory, if there is one. */
export async function stopLeftover(dataDir: string): Promise<void> {
  const { cluster } = layoutOf(resolve(dataDir));
  const before = await inspectPostmaster(cluster);
  if (before.state === 'running') await stopServer(before.found.pid, cluster);
}

interface Launch extends EmbeddedPostgresOptions {
  layout: Layout;
  owner: { uid: number; gid: number };
  exists: boolean;
}

async function bringUp(launch: Launch): Promise<EmbeddedPostgres> {
  const { layout, log } = launch;
  const password = await readOrMakePassword(layout, !launch.exists);
  const urlAt = (socketDir: string, database: string) =>
    socketUrl({ user: USER, password, socketDir, database });

  const left = await takeOver(layout, (socketDir) => (database) => urlAt(socketDir, database), log);
  if (left) return left;

  await prepareBinaries(launch.binariesDir);
  const { account, bin } = await chooseAccount(launch);
  if (!launch.exists) await initialise(layout, account, bin, log);
  const socketDir = await prepareSocketDir(layout, account);
  const { url, pid } = await startServer({
    layout,
    account,
    bin,
    socketDir,
    settings: launch.settings ?? {},
    database: DATABASE,
    urlOf: (database) => urlAt(socketDir, database),
  });
  log(`Embedded PostgreSQL ${MAJOR_VERSION} serves from ${layout.cluster} (process ${pid}).`);
  return handle(layout, url, pid);
}

/** The server that an earlier run left behind, once it answers. Cleans up after one that is gone or was just ending. */
async function takeOver(
  layout: Layout,
  urlsAt: (socketDir: string) => (database: string) => string,
  log: (line: string) => void,
): Promise<EmbeddedPostgres | undefined> {
  const before = await inspectPostmaster(layout.cluster);
  if (before.state === 'running') {
    const { pid, socketDir } = before.found;
    try {
      const url = await waitUntilReady(urlsAt(socketDir), DATABASE, pid);
      log(`Took over the embedded PostgreSQL that an earlier run left behind (process ${pid}).`);
      return handle(layout, url, pid);
    } catch (cause) {
      if (await serves(pid, layout.cluster)) throw cause;
    }
  }
  if (before.state !== 'absent') await rm(join(layout.cluster, 'postmaster.pid'), { force: true });
  return undefined;
}

/** The first account that can run the binaries and write the directory, and the binaries it can reach. */
async function chooseAccount(launch: Launch): Promise<{ account: Account; bin: string }> {
  const { layout } = launch;
  const reasons: string[] = [];
  for (const account of candidateAccounts(process.getuid?.() ?? -1, launch.owner, launch.allowNamespace)) {
    try {
      if (account.kind === 'other') await giveTo(layout.root, account.uid, account.gid);
      await runAs(account, '/bin/sh', ['-c', 'test -w "$0" && test -x "$0"', layout.root]);
      return { account, bin: await reachableBinaries(launch, account) };
    } catch (cause) {
      reasons.push(`${account.kind}: ${(cause as Error).message.trim()}`);
    }
  }
  throw new EmbeddedPostgresError(
    `The embedded PostgreSQL cannot run on ${layout.root}: ${reasons.join('; ')}. PostgreSQL never runs as root, so the ` +
      'account it runs under must be able to reach that directory. Choose another LEGATOR_DATA_DIR, or set DATABASE_URL.',
  );
}

async function reachableBinaries({ binariesDir, layout }: Launch, account: Account): Promise<string> {
  const inPlace = join(resolve(binariesDir), 'bin');
  try {
    await runAs(account, join(inPlace, 'postgres'), ['--version']);
    return inPlace;
  } catch (cause) {
    if (account.kind !== 'other') throw cause;
    const copy = join(await copyBinaries(binariesDir, join(layout.binaries, MAJOR_VERSION)), 'bin');
    await runAs(account, join(copy, 'postgres'), ['--version']);
    return copy;
  }
}

/** Makes the database beside its place and renames it, so that a start which is cut short leaves nothing half done. */
async function initialise(layout: Layout, account: Account, bin: string, log: (line: string) => void) {
  log(`Making a new database in ${layout.cluster}.`);
  await rm(layout.unfinished, { recursive: true, force: true });
  await mkdir(layout.unfinished, { mode: 0o700 });
  if (account.kind === 'other') await giveTo(layout.root, account.uid, account.gid);
  try {
    const options = ['--no-locale', '-E', 'UTF8', '--auth=scram-sha-256', `--username=${USER}`];
    await runAs(account, join(bin, 'initdb'), [
      ...options,
      `--pwfile=${layout.password}`,
      '-D',
      layout.unfinished,
    ]);
  } catch (cause) {
    throw new EmbeddedPostgresError(`initdb could not make a database in ${layout.root}.`, { cause });
  }
  await adoptCluster(layout);
}

function handle(layout: Layout, url: string, pid: number): EmbeddedPostgres {
  let stopped: Promise<void> | undefined;
  const stop = async () => {
    await stopServer(pid, layout.cluster);
    await removeSocketDir(layout);
    await releaseClaim(layout.launcher);
  };
  return { url, pid, stop: () => (stopped ??= stop()) };
}

/** Where the embedded database of that directory answers now, if it runs; for commands beside a running server. */
export async function runningEmbeddedPostgres(dataDir: string): Promise<string | undefined> {
  const layout = layoutOf(resolve(dataDir));
  if (!(await hasCluster(layout))) return undefined;
  const { state, found } = (await inspectPostmaster(layout.cluster)) as {
    state: string;
    found?: { pid: number; socketDir: string };
  };
  if (state !== 'running' || !found) return undefined;
  const password = await readOrMakePassword(layout, false);
  return socketUrl({ user: USER, password, socketDir: found.socketDir, database: DATABASE });
}
