import fs from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** What `probe status` shows. Times are ISO 8601. */
export const ProbeState = z.object({
  pid: z.int(),
  version: z.string(),
  probe_id: z.string(),
  server_url: z.string(),
  protocol: z.int(),
  ceiling: z.string(),
  level: z.string(),
  started_at: z.string(),
  connected_since: z.string().nullable(),
  last_welcome: z.string().nullable(),
  running: z.array(z.string()),
  unacknowledged: z.int(),
  /** A sentence when no command may run, else null. */
  trouble: z.string().nullable(),
  /** `works`, or why commands that only look are not contained. */
  sandbox: z.string().optional(),
  /** What holds commands that change something to limits. */
  limits: z.string().optional(),
});
export type ProbeState = z.infer<typeof ProbeState>;

/** The running probe's note to whoever asks for its status. Lost at a crash, and that is fine. */
export class StateFile {
  private readonly path: string;
  private written = '';

  constructor(folder: string) {
    this.path = join(folder, 'state.json');
  }

  /** Writes when something changed. A full disk costs the note, not the probe. */
  write(state: ProbeState): void {
    const text = `${JSON.stringify(state, null, 2)}\n`;
    if (text === this.written) return;
    try {
      this.replace(text);
      this.written = text;
    } catch {
      this.written = '';
      this.overwrite(text);
    }
  }

  private replace(text: string): void {
    const beside = `${this.path}.new`;
    try {
      fs.writeFileSync(beside, text, { mode: 0o600 });
      fs.renameSync(beside, this.path);
    } catch (error) {
      fs.rmSync(beside, { force: true });
      throw error;
    }
  }

  /** The note that is there has room for another of its length, also where the disk has none: it says what is wrong. */
  private overwrite(text: string): void {
    try {
      const fd = fs.openSync(this.path, 'r+');
      try {
        fs.writeFileSync(fd, text);
        fs.ftruncateSync(fd, Buffer.byteLength(text));
      } finally {
        fs.closeSync(fd);
      }
    } catch {
      // Whoever asks for the status is told what was so before.
    }
  }

  /** What the probe wrote last; undefined when there is nothing readable. */
  read(): ProbeState | undefined {
    try {
      return ProbeState.safeParse(JSON.parse(fs.readFileSync(this.path, 'utf8'))).data;
    } catch {
      return undefined;
    }
  }
}
