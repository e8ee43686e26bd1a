import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The text of a key file of ours; nothing when there is none. One that others may read is refused. */
export async function readKeyFile(path: string): Promise<string | undefined> {
  let mode: number;
  try {
    ({ mode } = await stat(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  // Windows keeps its rights elsewhere and shows every file as open.
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new Error(
      `The key file ${path} can be read by other accounts. If none of them has read it, run chmod 600 on it and start again.`,
    );
  }
  return readFile(path, 'utf8');
}

/** Writes a new key file, whole and on disk or not at all; never over one that is there. */
export async function writeKeyFile(path: string, text: string): Promise<void> {
  const directory = dirname(path);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const unfinished = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    await writeDurably(unfinished, text);
    await link(unfinished, path);
  } finally {
    await rm(unfinished, { force: true });
  }
  await syncDirectory(directory);
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
