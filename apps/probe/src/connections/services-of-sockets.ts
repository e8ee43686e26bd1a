import { readlinkSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const MOST_LINKS = 100_000;
const LINKS_AT_ONCE = 1_024;

/**
 * The systemd service, without `.service`, of each socket that processes of that one service alone have open. Empty where
 * that is not certain: a process whose files may not be seen could have it open as well, and so could one of those that
 * nobody looked at because there were too many.
 */
export async function servicesOfSockets(
  inodes: ReadonlySet<string>,
  proc = '/proc',
  mostLinks = MOST_LINKS,
): Promise<ReadonlyMap<string, string>> {
  if (inodes.size === 0) return new Map();
  const holders = new Map<string, Set<string>>();
  let left = mostLinks;
  try {
    for (const pid of (await readdir(proc)).filter((name) => /^\d+$/.test(name))) {
      const files = await openFiles(join(proc, pid, 'fd'));
      if ((left -= files.length) < 0) return new Map();
      const held = await socketsAmong(files, inodes);
      if (held.length === 0) continue;
      const service = await serviceOf(join(proc, pid, 'cgroup'));
      for (const inode of held) holders.set(inode, (holders.get(inode) ?? new Set()).add(service ?? ''));
    }
  } catch {
    return new Map();
  }
  return new Map([...holders].flatMap(([inode, by]) => onlyOne(inode, [...by])));
}

function onlyOne(inode: string, [service, other]: readonly string[]): [string, string][] {
  return service && other === undefined ? [[inode, service]] : [];
}

/** @throws where they may not be seen */
async function openFiles(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).map((name) => join(folder, name));
  } catch (error) {
    if (isGone(error)) return [];
    throw error;
  }
}

/** A little at a time: a web server has ten thousand files open, and a heart has to beat meanwhile. */
async function socketsAmong(files: readonly string[], inodes: ReadonlySet<string>): Promise<string[]> {
  const found: string[] = [];
  for (let at = 0; at < files.length; at += LINKS_AT_ONCE) {
    for (const file of files.slice(at, at + LINKS_AT_ONCE)) {
      const inode = /^socket:\[(\d+)\]$/.exec(linkOf(file))?.[1];
      if (inode !== undefined && inodes.has(inode)) found.push(inode);
    }
    await new Promise(setImmediate);
  }
  return found;
}

function linkOf(file: string): string {
  try {
    return readlinkSync(file);
  } catch (error) {
    if (isGone(error)) return '';
    throw error;
  }
}

async function serviceOf(path: string): Promise<string | undefined> {
  return serviceIn(await readFile(path, 'utf8').catch(() => ''));
}

/** `/proc/<pid>/cgroup`: what systemd itself runs; what a person's own systemd runs, or a container, is no service of the host. */
export function serviceIn(cgroups: string): string | undefined {
  const path = /^(?:0::|\d+:name=systemd:)(\/.+)$/m.exec(cgroups)?.[1];
  const names = path?.split('/').slice(1) ?? [];
  const at = names.findIndex((name) => !name.endsWith('.slice'));
  const name = names[at];
  if (!name?.endsWith('.service') || names[0] === 'user.slice' || name.length > 256) return undefined;
  return name.slice(0, -'.service'.length) || undefined;
}

function isGone(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ESRCH';
}
