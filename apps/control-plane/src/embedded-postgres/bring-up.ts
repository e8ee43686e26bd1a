import { mkdir, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { candidateAccounts, runAs, type Account } from './account.js';
import { copyBinaries, prepareBinaries } from './binaries.js';
import {
  adoptCluster,
  giveTo,
  hasCluster,
  layoutOf,
  MAJOR_VERSION,
  readOrMakePassword,
  type Layout,
} from './data-directory.js';
import { EmbeddedPostgresError } from './embedded-postgres.error.js';
import { inspectPostmaster, serves } from './postmaster-pid.js';
import { prepareSocketDir, startServer, waitUntilReady } from './server.js';
import { socketUrl } from './server-settings.js';

const USER = 'legator';
const DATABASE = 'legator';

export interface Launch {
  readonly layout: Layout;
  /** Who owned the data directory when it was claimed. */
  readonly owner: { uid: number; gid: number };
  readonly binariesDir: string;
  readonly log: (line: string) => void;
  readonly allowNamespace?: boolean;
  readonly settings?: Readonly<Record<string, string>>;
}

export interface RunningServer {
  readonly url: string;
  readonly pid: number;
}

/** From whatever state the directory is in to a server that answers: taken over, started, or made first. */
export async function bringUp(launch: Launch): Promise<RunningServer> {
  const { layout, log } = launch;
  const exists = await hasCluster(layout);
  const password = await readOrMakePassword(layout, !exists);
  const urlAt = (socketDir: string, database: string) =>
    socketUrl({ user: USER, password, socketDir, database });

  const left = await takeOver(layout, (socketDir) => (database) => urlAt(socketDir, database), log);
  if (left) return left;

  await prepareBinaries(launch.binariesDir);
  const { account, bin } = await chooseAccount(launch);
  if (!exists) await initialise(layout, account, bin, log);
  const socketDir = await prepareSocketDir(layout, account);
  const started = await startServer({
    layout,
    account,
    bin,
    socketDir,
    settings: launch.settings ?? {},
    database: DATABASE,
    urlOf: (database) => urlAt(socketDir, database),
  });
  log(`Embedded PostgreSQL ${MAJOR_VERSION} serves from ${layout.cluster} (process ${started.pid}).`);
  return started;
}

/** Where the embedded database of that directory answers now, if it runs; for commands beside a running server. */
export async function runningEmbeddedPostgres(dataDir: string): Promise<string | undefined> {
  const layout = layoutOf(resolve(dataDir));
  if (!(await hasCluster(layout))) return undefined;
  const now = await inspectPostmaster(layout.cluster);
  if (now.state !== 'running') return undefined;
  const password = await readOrMakePassword(layout, false);
  return socketUrl({ user: USER, password, socketDir: now.found.socketDir, database: DATABASE });
}

/** The server that an earlier run left behind, once it answers. Cleans up after one that is gone or was just ending. */
async function takeOver(
  layout: Layout,
  urlsAt: (socketDir: string) => (database: string) => string,
  log: (line: string) => void,
): Promise<RunningServer | undefined> {
  const before = await inspectPostmaster(layout.cluster);
  if (before.state === 'running') {
    const { pid, socketDir } = before.found;
    try {
      const url = await waitUntilReady(urlsAt(socketDir), DATABASE, pid);
      log(`Took over the embedded PostgreSQL that an earlier run left behind (process ${pid}).`);
      return { url, pid };
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
      // Looked at before anything changes hands: what an account cannot reach is no use to it.
      await runAs(account, '/bin/sh', ['-c', 'test -x "$0"', dirname(layout.root)]);
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
