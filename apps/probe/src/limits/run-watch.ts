import fs from 'node:fs';
import { tooManyProcesses, tooMuchMemory, type RunLimits } from './run-limits.js';

interface Entry {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
}

/**
 * Looks what the processes of one run take, and ends them. What belongs to it: the groups and sessions that it was started
 * in, and the children of those; a service that left them for good (by systemd, or as a daemon) is none of it.
 */
export class RunWatch {
  private readonly roots = new Set<number>();

  constructor(
    private readonly limits: RunLimits,
    private readonly proc = '/proc',
  ) {}

  /** Whether this host can be looked at in this way. */
  static works(proc = '/proc'): boolean {
    return fs.existsSync(`${proc}/self/stat`);
  }

  /** One of its programs, the first of a group and a session of its own. */
  add(pid: number): void {
    this.roots.add(pid);
  }

  /** A sentence when it takes more than it may. */
  look(): string | undefined {
    const pids = this.members();
    if (pids.length > this.limits.processes) return tooManyProcesses(this.limits);
    // What processes share counts for each of them at first; only where that is too much it is looked at closely.
    const most = this.limits.memoryBytes;
    if (this.sum(pids, 'status', 'VmRSS', most) <= most) return undefined;
    return this.sum(pids, 'smaps_rollup', 'Pss', most) > most ? tooMuchMemory(this.limits) : undefined;
  }

  /** All of it at once; who starts others faster than this is caught by its group. */
  kill(): void {
    const pids = this.members();
    for (const target of [...[...this.roots].map((pid) => -pid), ...pids]) {
      try {
        process.kill(target, 'SIGKILL');
      } catch {
        // It has ended.
      }
    }
  }

  private members(): number[] {
    const entries = this.entries();
    const found = new Set<number>();
    const there = new Set<number>();
    for (const { pid, group, session } of entries) {
      const root = this.roots.has(group) ? group : session;
      if (!this.roots.has(root)) continue;
      found.add(pid);
      there.add(root);
    }
    // The number of a group that is gone may soon be another's.
    for (const root of this.roots) if (!there.has(root)) this.roots.delete(root);
    // Children of those found, and theirs; a set is gone through to its end while it grows.
    const children = Map.groupBy(entries, ({ parent }) => parent);
    for (const pid of found) for (const child of children.get(pid) ?? []) found.add(child.pid);
    return [...found];
  }

  private entries(): Entry[] {
    return fs
      .readdirSync(this.proc)
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => {
        const text = this.read(name, 'stat');
        // The name of the program stands in parentheses and may hold anything.
        const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
        const [parent, group, session] = fields.slice(1, 4).map(Number);
        return fields[0] === 'Z' || !session
          ? []
          : [{ pid: Number(name), parent: parent!, group: group!, session }];
      });
  }

  /** Bytes of all of them; no further than `most`. Where the second file may not be read the first one counts. */
  private sum(pids: readonly number[], file: string, field: string, most: number): number {
    let bytes = 0;
    for (const pid of pids) {
      const pattern = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm');
      const own = pattern.exec(this.read(pid, file)) ?? /^VmRSS:\s+(\d+) kB/m.exec(this.read(pid, 'status'));
      bytes += Number(own?.[1] ?? 0) * 1024;
      if (bytes > most) return bytes;
    }
    return bytes;
  }

  private read(pid: number | string, file: string): string {
    try {
      return fs.readFileSync(`${this.proc}/${pid}/${file}`, 'utf8');
    } catch {
      return ''; // It has ended, or is not ours to read.
    }
  }
}
