import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { BreachedPasswords } from './password-rules.js';

const LINE = /^([0-9A-Fa-f]{40})(?::\d{1,12})?\r?$/;
/** Holds the rest of one line and the whole of the next. */
const READ = 256;

/**
 * A list of leaked passwords as everybody offers it: SHA-1 in hexadecimal, sorted, one a line. Some are forty gigabytes,
 * so it is searched where it lies: about forty short reads for each new password.
 */
export class BreachedPasswordFile extends BreachedPasswords {
  private constructor(
    private readonly file: FileHandle,
    private readonly size: number,
    private readonly path: string,
  ) {
    super();
  }

  /** @throws an Error with a sentence when the file cannot be read or is no such list */
  static async open(path: string): Promise<BreachedPasswordFile> {
    const file = await open(path, 'r').catch((error: unknown) => {
      throw new Error(
        `LEGATOR_BREACHED_PASSWORDS_FILE names ${path}, which cannot be read: ${(error as Error).message}`,
        { cause: error },
      );
    });
    try {
      const stat = await file.stat();
      if (!stat.isFile()) throw notAList(path, 'is no file');
      const list = new BreachedPasswordFile(file, stat.size, path);
      await list.check();
      return list;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  async includes(password: string): Promise<boolean> {
    const forms = new Set([password, password.normalize('NFKC')]);
    for (const form of forms) if (await this.has(sha1(form))) return true;
    return false;
  }

  close(): Promise<void> {
    return this.file.close();
  }

  /** The line, if it is there, begins from `low` on and before `high`. */
  private async has(wanted: string): Promise<boolean> {
    let [low, high] = [0, this.size];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const line = await this.lineFrom(middle);
      if (!line || line.start >= high) high = middle;
      else if (line.hash === wanted) return true;
      else if (line.hash < wanted) low = line.end;
      else high = middle;
    }
    return false;
  }

  /** Looks at a few places, so that another file, or one that nobody sorted, stops the start and not a sign-up. */
  private async check(): Promise<void> {
    if (this.size === 0) throw notAList(this.path, 'is empty');
    let before = '';
    for (let part = 0; part < 64; part += 1) {
      const line = await this.lineFrom(Math.floor((this.size / 64) * part));
      if (!line) return;
      if (line.hash < before) throw notAList(this.path, 'is not sorted');
      before = line.hash;
    }
  }

  /** The first line that begins at `offset` or after it. */
  private async lineFrom(offset: number): Promise<{ hash: string; start: number; end: number } | undefined> {
    const from = Math.max(offset - 1, 0);
    const { bytesRead, buffer } = await this.file.read(Buffer.alloc(READ), 0, READ, from);
    const text = buffer.toString('latin1', 0, bytesRead);
    const skipped = offset === 0 ? 0 : text.indexOf('\n') + 1;
    if (offset !== 0 && skipped === 0) {
      if (bytesRead === READ) throw notAList(this.path, 'has lines that are no hashes');
      return undefined;
    }
    const begins = from + skipped;
    if (begins >= this.size) return undefined;
    const newline = text.indexOf('\n', skipped);
    const until = newline === -1 ? bytesRead : newline;
    const [, hash] = LINE.exec(text.slice(skipped, until)) ?? [];
    if (!hash) throw notAList(this.path, 'has lines that are no hashes');
    return { hash: hash.toUpperCase(), start: begins, end: from + until + 1 };
  }
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex').toUpperCase();
}

function notAList(path: string, what: string): Error {
  return new Error(
    `LEGATOR_BREACHED_PASSWORDS_FILE names ${path}, which ${what}. It has to hold SHA-1 hashes in hexadecimal, sorted, one a line.`,
  );
}
