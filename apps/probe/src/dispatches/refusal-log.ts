import fs from 'node:fs';
import { join } from 'node:path';
import { NO_RESERVE, type Room } from '../journal/reserve.js';
import type { Refusal } from './gatekeeper.js';

const MOST_BYTES = 2 * 1024 * 1024;
const KEPT = 4;

/** What was refused here and why: one JSON object per line, for the host's own administrator. Older files move aside. */
export class RefusalLog {
  private readonly path: string;

  constructor(
    folder: string,
    private readonly mostBytes = MOST_BYTES,
    private readonly room: Room = NO_RESERVE,
  ) {
    this.path = join(folder, 'refusals.log');
  }

  /** Never throws: a full disk must not turn a refusal into anything else. Says whether it was written. */
  write(at: Date, refusal: Refusal, about: Record<string, unknown> = {}): boolean {
    const line = `${JSON.stringify({ at: at.toISOString(), ...refusal, ...about })}\n`;
    try {
      this.rotate();
      this.room.use(() => appendWhole(this.path, line), 'others');
      return true;
    } catch {
      return false;
    }
  }

  private rotate(): void {
    const size = fs.statSync(this.path, { throwIfNoEntry: false })?.size ?? 0;
    if (size < this.mostBytes) return;
    for (let n = KEPT - 1; n > 0; n--) {
      const older = n === 1 ? this.path : `${this.path}.${n - 1}`;
      if (fs.existsSync(older)) fs.renameSync(older, `${this.path}.${n}`);
    }
  }
}

/** All of it or nothing: half a line would spoil the one that follows. */
function appendWhole(path: string, line: string): void {
  const size = fs.statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  try {
    fs.appendFileSync(path, line, { mode: 0o600 });
  } catch (error) {
    if (fs.existsSync(path)) fs.truncateSync(path, size);
    throw error;
  }
}
