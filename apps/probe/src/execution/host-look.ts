import { findProgram, fromRoot, isForeign, notFound } from './find-program.js';
import { launch, signalGroup } from './launch.js';

/** What lies at the places that a command names. Relative ones count from the root folder. */
export interface Places {
  /** The names in each of these folders; none where it is none. Each is empty or ends with a slash. */
  names(folders: readonly string[]): Promise<string[][]>;
  /** Of each of these whether it is there: with a slash at its end it has to be a folder, else a broken link will do. */
  exist(paths: readonly string[]): Promise<boolean[]>;
}

/** Names with a NUL behind each, and one more behind each folder. */
const NAMES = `for d do printf '%s\\0' "$d"* "$d".*; printf '\\0'; done`;
const EXIST =
  'for p do case $p in */) [ -d "$p" ];; *) [ -e "$p" ] || [ -L "$p" ];; esac && printf 1 || printf 0; done';
const PROGRAM = '[ -e "$1" ] || exit 1; [ -f "$1" ] && [ -x "$1" ] || exit 2';

/** Of words for one shell; the system takes more. */
const MOST_WORDS = 500;
const MOST_LENGTH = 60_000;
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Looks at paths that somebody named, for one run. Where a file server is gone such a look never ends, and it would keep
 * this process, or one of its few threads, for good. So a shell does it, which can be killed.
 */
export class HostLook implements Places {
  private readonly pids = new Set<number>();
  private ended = false;

  /** Whether a program can be started. @throws as the system would: ENOENT or EACCES */
  async program(name: string): Promise<void> {
    if (!isForeign(name)) return void findProgram(name);
    const { code } = await this.ask(PROGRAM, [fromRoot(name)]);
    if (code !== 0) throw notFound(code === 1 ? 'ENOENT' : 'EACCES');
  }

  async names(folders: readonly string[]): Promise<string[][]> {
    const found: string[][] = [];
    for (const part of portions(folders.map((folder) => `/${folder}`))) {
      const lists = (await this.ask(NAMES, part)).out.split('\0\0');
      const namesOf = (folder: string, i: number) =>
        (lists[i] ?? '').split('\0').map((path) => path.slice(folder.length));
      found.push(...part.map(namesOf));
    }
    return found.map((names) => names.filter((name) => !/^\.{0,2}$/.test(name)));
  }

  async exist(paths: readonly string[]): Promise<boolean[]> {
    const found: boolean[] = [];
    for (const part of portions(paths.map((path) => `/${path}`)))
      found.push(...[...(await this.ask(EXIST, part)).out].map((sign) => sign === '1'));
    return found;
  }

  /** Nobody waits for an answer any more, and nothing further is looked at. */
  end(): void {
    this.ended = true;
    for (const pid of this.pids) signalGroup(pid, 'SIGKILL');
  }

  private ask(script: string, words: readonly string[]): Promise<{ code: number; out: string }> {
    if (this.ended) return Promise.reject(new Error('its run has ended'));
    return new Promise((resolve, reject) => {
      const child = launch(['/bin/sh', '-c', script, 'sh', ...words], ['ignore', 'pipe', 'ignore']);
      const { pid } = child;
      if (pid !== undefined) this.pids.add(pid);
      child.once('error', reject);
      const parts: Buffer[] = [];
      let bytes = 0;
      child.stdout?.on('data', (part: Buffer) => {
        parts.push(part);
        if ((bytes += part.length) > MOST_BYTES) signalGroup(pid, 'SIGKILL');
      });
      child.once('close', (code) => {
        if (pid !== undefined) this.pids.delete(pid);
        if (code === null) reject(new Error('its paths could not be looked at'));
        else resolve({ code, out: Buffer.concat(parts).toString() });
      });
    });
  }
}

/** As many at a time as one shell takes. */
function portions(words: readonly string[]): string[][] {
  const found: string[][] = [];
  let length = Infinity;
  for (const word of words) {
    length += Buffer.byteLength(word);
    if (length > MOST_LENGTH || found.at(-1)!.length >= MOST_WORDS) {
      found.push([]);
      length = Buffer.byteLength(word);
    }
    found.at(-1)!.push(word);
  }
  return found;
}
