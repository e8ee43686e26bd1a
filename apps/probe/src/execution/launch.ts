import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { COMMAND_ENVIRONMENT } from './environment.js';
import { isForeign } from './find-program.js';

/** A program in its sandbox: the words that start both, and what the sandbox reads from its descriptor 3. */
export interface Contained {
  readonly argv: readonly string[];
  readonly filter: Buffer;
}

/** What a command that is held in a sandbox does: it looks at this host, or asks others as well. */
export type Look = 'observe' | 'diagnose';

/**
 * Puts a program into the sandbox of this host, and the opening of the file that it reads, if any; undefined for one whose
 * answer would be wrong inside, and which only reads.
 */
export type Contain = (
  argv: readonly string[],
  level: Look,
  timeoutMs: number,
  input?: string,
) => Contained | undefined;

/**
 * Its own session and process group, so that one signal reaches all of its children and no terminal does. Where no
 * descriptor is left there comes a child without any streams, and `error` says so.
 */
export function launch(argv: readonly string[], stdio: StdioOptions): ChildProcess {
  // Starting a program waits until it was read: where its path hangs a shell shall wait for that.
  const words = isForeign(argv[0] ?? '') ? ['/bin/sh', '-c', 'exec "$@"', 'sh', ...argv] : argv;
  const [program = '', ...rest] = words;
  const before = process.umask(0o077);
  try {
    const child = spawn(program, rest, {
      cwd: '/',
      detached: true,
      env: { ...COMMAND_ENVIRONMENT },
      shell: false,
      stdio,
    });
    // Whoever waits for it listens too; one that nobody heard would end this process.
    child.on('error', () => undefined);
    return child;
  } finally {
    process.umask(before);
  }
}

/** The same for one run. @throws as the system would where there is no such program */
export type Hold = (argv: readonly string[], input?: string) => Contained | undefined;

export type Three = [StdioPart, StdioPart, StdioPart];
type StdioPart = number | 'ignore' | 'pipe';

/** The same inside of a sandbox; its first three streams are those of the program. */
export function launchContained({ argv, filter }: Contained, stdio: Three): ChildProcess {
  const child = launch(argv, [...stdio, 'pipe']);
  const pipe = child.stdio?.[3] as NodeJS.WritableStream | null | undefined;
  // A sandbox that ends before it has read this says so by its end.
  pipe?.on('error', () => undefined);
  pipe?.end(filter);
  return child;
}

/** To all that one program has started, if anybody is left. */
export function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // Nobody of that group is left.
  }
}

/** A sentence for why a program was not started. */
export function startFailure(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'no such program';
  if (code === 'EACCES') return 'permission denied';
  if (code === 'E2BIG') return 'the arguments are too long for this host';
  return `could not be started: ${message}`.slice(0, 500);
}
