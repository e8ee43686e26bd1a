import fs from 'node:fs';
import { join } from 'node:path';
import type { Refusal } from './gatekeeper.js';

const MOST_BYTES = 2 * 1024 * 1024;
const KEPT = 4;

/** What was refused here and why: one JSON object per line, for the host's own administrator. Older files move aside. */
export class RefusalLog {
  private readonly path: string;

  constructor(
    folder: string,
    private readonly mostBytes = MOST_BYTES,
  ) {
    this.path = join(folder, 'refusals.log');
  }

  /** Never throws: a full disk must not turn a refusal into anything else. Says whether it was written. */
  write(at: Date, refusal: Refusal, about: Record<string, unknown> = {}): boolean {
    const line = `${JSON.stringify({ at: at.toISOString(), ...refusal, ...about })}\n`;
    try {
      this.rotate();
      fs.appendFileSync(this.path, line, { mode: 0o600 });
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
