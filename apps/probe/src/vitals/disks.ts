import { statfs } from 'node:fs/promises';
import { readText, within } from './reading.js';
import { parseMounts, type Mount } from './proc.js';

/** A real file system and how full it is, in bytes and percent. */
export interface DiskUse extends Mount {
  total: number;
  used: number;
  /** As `df` counts: of what people may use, without the part kept for root. */
  percent: number;
  inodesPercent: number | undefined;
}

const MOST_DISKS = 256;
const STATFS_MS = 2_000;

/** All real file systems of this host; one that does not answer in time is left out. */
export async function readDisks(): Promise<DiskUse[] | undefined> {
  const text = await readText('/proc/self/mounts');
  if (text === undefined) return undefined;
  const found = await Promise.all(parseMounts(text).slice(0, MOST_DISKS).map(measure));
  return found.filter((disk) => disk !== undefined);
}

async function measure(mount: Mount): Promise<DiskUse | undefined> {
  const stats = await within(STATFS_MS, statfs(mount.mount));
  return stats && diskUse(mount, stats);
}

/** Turns the counters of statfs into bytes and percent. */
export function diskUse(
  mount: Mount,
  stats: { bsize: number; blocks: number; bfree: number; bavail: number; files: number; ffree: number },
): DiskUse {
  const used = stats.blocks - stats.bfree;
  return {
    ...mount,
    total: stats.blocks * stats.bsize,
    used: used * stats.bsize,
    percent: percent(used, used + stats.bavail) ?? 0,
    inodesPercent: percent(stats.files - stats.ffree, stats.files),
  };
}

/** One decimal, within 0 and 100; undefined of nothing. */
export function percent(part: number, whole: number): number | undefined {
  if (!(whole > 0)) return undefined;
  return Math.min(100, Math.max(0, Math.round((part / whole) * 1_000) / 10));
}
