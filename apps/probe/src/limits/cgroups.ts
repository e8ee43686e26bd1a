import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { basename, join } from 'node:path';
import { tooManyProcesses, tooMuchMemory, type RunLimits } from './run-limits.js';

const NEEDED = ['memory', 'pids'];
const LEAF = 'legator-probe';
const PATIENCE_MS = 5_000;
/** A command has half the claim of everything else on processors that are asked for by several. */
const CPU_WEIGHT = '50';

/**
 * Control groups of version 2 below the one that the probe is in: one for each run. The probe itself moves into one of its
 * own, because a group that hands out controllers must not hold processes.
 */
export class Cgroups {
  private turn = 0;

  private constructor(private readonly base: string) {}

  /** @throws a sentence for why this host has none; then nothing has changed */
  static open(root = '/sys/fs/cgroup', own = '/proc/self/cgroup', pid = process.pid): Cgroups {
    const path = /^0::(\/.*)$/m.exec(read(own))?.[1];
    if (path === undefined) throw new Error('the probe is in no control group of version 2');
    const base = join(root, path.endsWith(`/${LEAF}`) ? path.slice(0, -LEAF.length - 1) : path);
    const missing = NEEDED.filter((name) => !words(join(base, 'cgroup.controllers')).includes(name));
    if (missing.length > 0) throw new Error(`its control group has no ${missing.join(' and no ')}`);
    const groups = new Cgroups(base);
    groups.handOut(pid);
    return groups;
  }

  /** @throws when it cannot be made */
  make(limits: RunLimits): RunCgroup {
    const path = join(this.base, `legator-run-${process.pid}-${++this.turn}`);
    fs.mkdirSync(path);
    try {
      return new RunCgroup(path, join(this.base, LEAF), limits);
    } catch (error) {
      fs.rmdirSync(path);
      throw error;
    }
  }

  /** Runs a program in one and looks whether it is there. @throws a sentence when it is not */
  tryOut(limits: RunLimits): void {
    const group = this.make(limits);
    try {
      const [shell, ...rest] = group.enter(['cat', '/proc/self/cgroup']);
      const said = execFileSync(shell!, rest, { encoding: 'utf8', timeout: PATIENCE_MS });
      if (!said.includes(group.name))
        throw new Error('a program is not in the control group that it went to');
    } finally {
      group.remove();
    }
  }

  private handOut(pid: number): void {
    const leaf = join(this.base, LEAF);
    fs.mkdirSync(leaf, { recursive: true });
    write(join(leaf, 'cgroup.procs'), String(pid));
    try {
      const there = words(join(this.base, 'cgroup.controllers'));
      const wanted = [...NEEDED, 'cpu'].filter((name) => there.includes(name));
      write(join(this.base, 'cgroup.subtree_control'), wanted.map((name) => `+${name}`).join(' '));
    } catch (error) {
      write(join(this.base, 'cgroup.procs'), String(pid));
      fs.rmdirSync(leaf);
      throw error;
    }
  }
}

/** The group of one run. */
export class RunCgroup {
  constructor(
    private readonly path: string,
    /** Where those go who stay behind when it is over. */
    private readonly after: string,
    private readonly limits: RunLimits,
  ) {
    write(join(path, 'memory.max'), String(limits.memoryBytes));
    write(join(path, 'pids.max'), String(limits.processes));
    attempt(() => write(join(path, 'memory.oom.group'), '1'));
    attempt(() => write(join(path, 'cpu.weight'), CPU_WEIGHT));
  }

  get name(): string {
    return basename(this.path);
  }

  /** The words that start a program in it; the process, its group and its streams stay the same. */
  enter(argv: readonly string[]): readonly string[] {
    return ['/bin/sh', '-c', 'echo $$ >"$0" && exec "$@"', join(this.path, 'cgroup.procs'), ...argv];
  }

  /** A sentence when it has come to one of its limits. */
  look(): string | undefined {
    if (count(join(this.path, 'memory.events'), 'oom_kill') > 0) return tooMuchMemory(this.limits);
    return count(join(this.path, 'pids.events'), 'max') > 0 ? tooManyProcesses(this.limits) : undefined;
  }

  /** All of it at once, whatever group or session it has gone to. */
  kill(): void {
    attempt(() => write(join(this.path, 'cgroup.kill'), '1'));
  }

  /**
   * Takes it away. What the command left behind, such as a daemon on a host without systemd, goes on without its limits.
   * @returns whether it is gone; processes that were just killed may still be in it
   */
  remove(): boolean {
    for (const pid of words(join(this.path, 'cgroup.procs')))
      attempt(() => write(join(this.after, 'cgroup.procs'), pid));
    attempt(() => fs.rmdirSync(this.path));
    return !fs.existsSync(this.path);
  }
}

function write(path: string, text: string): void {
  fs.writeFileSync(path, text, { flag: 'r+' });
}

function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // Not on this kernel, or over already.
  }
}

function read(path: string): string {
  try {
    return fs.readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function words(path: string): string[] {
  return read(path).split(/\s+/).filter(Boolean);
}

function count(path: string, name: string): number {
  return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(read(path))?.[1] ?? 0);
}
