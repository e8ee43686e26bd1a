import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';

/** Where the numbers come from; without it they say nothing. */
export interface Machine {
  readonly at: string;
  readonly cores: number;
  readonly cpu: string;
  readonly memoryGiB: number;
  readonly node: string;
  readonly postgres: string;
  /** With a plus when something was not committed. */
  readonly commit: string;
}

export function thisMachine(root: string, postgres: string): Machine {
  const found = cpus();
  return {
    at: new Date().toISOString(),
    cores: found.length,
    cpu: found[0]?.model ?? 'unknown',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    postgres,
    commit: commitOf(root),
  };
}

function commitOf(root: string): string {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    return git('rev-parse', '--short=12', 'HEAD') + (git('status', '--porcelain', '-uno') ? '+' : '');
  } catch {
    return 'unknown';
  }
}
