import { randomBytes } from 'node:crypto';
import {
  chmod,
  chown,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rmdir,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres.error.js';

/** The version whose binaries we ship; a data directory belongs to one major version for good. */
export const MAJOR_VERSION = '18';

/** What lies where in the data directory. */
export function layoutOf(dataDir: string) {
  return {
    root: dataDir,
    cluster: join(dataDir, 'cluster'),
    unfinished: join(dataDir, 'cluster.unfinished'),
    password: join(dataDir, 'password'),
    launcher: join(dataDir, 'launcher.json'),
    binaries: join(dataDir, 'binaries'),
    log: join(dataDir, 'log'),
  };
}
export type Layout = ReturnType<typeof layoutOf>;

/** True once the directory holds a whole database. initdb works beside it and is renamed into place when done. */
export async function hasCluster(layout: Layout): Promise<boolean> {
  const version = await readFile(join(layout.cluster, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version === undefined) {
    const left = await readdir(layout.cluster).catch(() => []);
    if (left.length === 0) return false;
    throw new EmbeddedPostgresError(
      `${layout.cluster} is not empty and is no PostgreSQL data directory. Move it away or choose another LEGATOR_DATA_DIR.`,
    );
  }
  if (version.trim() === MAJOR_VERSION) return true;
  throw new EmbeddedPostgresError(
    `${layout.cluster} was made by PostgreSQL ${version.trim()} and this Legator brings PostgreSQL ${MAJOR_VERSION}. ` +
      'Start the Legator that made it, export the data, and import it here; or choose another LEGATOR_DATA_DIR.',
  );
}

/** Makes the directory for its owner alone, and says who that is. */
export async function claimDirectory({ root: dir, log }: Layout): Promise<{ uid: number; gid: number }> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const { uid, gid } = await lstat(dir);
  const self = process.getuid?.() ?? uid;
  if (self !== 0 && uid !== self) {
    throw new EmbeddedPostgresError(
      `${dir} belongs to the user with id ${uid}, and this process runs as ${self}. ` +
        'Start Legator as that user, or choose another LEGATOR_DATA_DIR.',
    );
  }
  await chmod(dir, 0o700);
  await mkdir(log, { recursive: true, mode: 0o700 });
  return { uid, gid };
}

/** Gives everything in the directory to that account. Only while no server runs on it. */
export async function giveTo(path: string, uid: number, gid: number): Promise<void> {
  const found = await lstat(path);
  if (found.isSymbolicLink()) return;
  if (found.isDirectory()) for (const name of await readdir(path)) await giveTo(join(path, name), uid, gid);
  if (found.uid !== uid || found.gid !== gid) await chown(path, uid, gid);
}

/** The database owner's password: made once, for the owner's eyes alone. */
export async function readOrMakePassword(layout: Layout, mayMake: boolean): Promise<string> {
  const kept = (await readFile(layout.password, 'utf8').catch(() => '')).trim();
  if (kept) return kept;
  if (!mayMake) {
    throw new EmbeddedPostgresError(
      `The password of the embedded database is missing from ${layout.password}. Restore that file from a backup.`,
    );
  }
  const password = randomBytes(24).toString('base64url');
  await writeDurably(layout.password, password);
  return password;
}

/** Puts the finished cluster in place. After a crash there is either no cluster or a whole one. */
export async function adoptCluster(layout: Layout): Promise<void> {
  // Only ever an empty directory: anything in it was refused before.
  await rmdir(layout.cluster).catch(ignoreMissing);
  await rename(layout.unfinished, layout.cluster);
  await syncDirectory(layout.root);
}

/** Keeps the server's last five logs; each start begins a new one. */
export async function rotateLogs(layout: Layout): Promise<string> {
  const nameOf = (age: number) => join(layout.log, age === 0 ? 'postgres.log' : `postgres.${age}.log`);
  for (let age = 3; age >= 0; age--) {
    await rename(nameOf(age), nameOf(age + 1)).catch(ignoreMissing);
  }
  return nameOf(0);
}

async function writeDurably(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text, { mode: 0o600, flush: true });
  await rename(`${path}.new`, path);
}

async function syncDirectory(dir: string): Promise<void> {
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function ignoreMissing(cause: NodeJS.ErrnoException): void {
  if (cause.code !== 'ENOENT') throw cause;
}
