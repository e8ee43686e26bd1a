import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { join } from 'node:path';

const MEBIBYTE = 1024 * 1024;
/** What is given up at a time. Nothing larger than this is written with its help. */
export const SLICE = 32 * 1024;
/** What only the ids of commands may have: without them none runs. */
const FOR_IDS = MEBIBYTE / 2;

/** What a writer does where the disk has no room. */
export interface Room {
  /** Does it; where the disk is full, again with a piece of the reserve given up for it. */
  use<T>(work: () => T, whose?: 'ids' | 'others'): T;
  /** Makes the reserve whole again where there is plenty of room. */
  fill(): void;
}

export const NO_RESERVE: Room = { use: (work) => work(), fill: () => undefined };

/**
 * Space in the data folder that is given up bit by bit once the disk is full: what finds and frees the space is a
 * command as well, and none runs that cannot be written down.
 */
export class Reserve implements Room {
  private readonly path: string;
  private left: number;

  constructor(folder: string) {
    this.path = join(folder, 'reserve');
    this.left = fs.statSync(this.path, { throwIfNoEntry: false })?.size ?? 0;
  }

  use<T>(work: () => T, whose: 'ids' | 'others' = 'ids'): T {
    try {
      return work();
    } catch (error) {
      if (!isFull(error) || !this.giveUp(whose === 'ids' ? 0 : FOR_IDS)) throw error;
      return work();
    }
  }

  fill(): void {
    if (this.left >= MEBIBYTE || !this.hasRoom()) return;
    try {
      // Not zeros: a file system that compresses would keep next to nothing for them.
      this.change('a', (fd) => fs.writeFileSync(fd, randomBytes(MEBIBYTE - this.left)));
    } catch {
      // There was less room than it seemed; what was written is kept until it is needed.
    }
  }

  private giveUp(leave: number): boolean {
    if (this.left <= leave) return false;
    try {
      this.change('r+', (fd) => fs.ftruncateSync(fd, Math.max(leave, this.left - SLICE)));
      return true;
    } catch {
      return false;
    }
  }

  private change(flags: string, change: (fd: number) => void): void {
    const fd = fs.openSync(this.path, flags, 0o600);
    try {
      change(fd);
      // Until then a file system may hold back what was freed, and has not set aside what was written.
      fs.fsyncSync(fd);
    } finally {
      this.left = fs.fstatSync(fd).size;
      fs.closeSync(fd);
    }
  }

  /** Never the last of it: others on this host need it more. */
  private hasRoom(): boolean {
    try {
      const { bavail, bsize } = fs.statfsSync(join(this.path, '..'));
      return bavail * bsize >= 4 * MEBIBYTE;
    } catch {
      return false;
    }
  }
}

function isFull(error: unknown): boolean {
  return /^(ENOSPC|EDQUOT)$/.test((error as NodeJS.ErrnoException).code ?? '');
}
