import type { ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import { Socket } from 'node:net';
import { constants } from 'node:os';
import type { Plan, PlanCommand } from '@legator/contracts';
import type { Limiter } from '../limits/limiter.js';
import type { Ticker } from '../ticker.js';
import { expandPatterns } from './expand-patterns.js';
import { findProgram } from './find-program.js';
import { signalGroup, startFailure, type Hold } from './launch.js';
import { closeEnd, makePipes, type Pipe } from './pipes.js';
import { PlanWalk, type Streams } from './plan-walk.js';
import { RunLife } from './run-life.js';
import type { Patience, RunRequest } from './run-request.js';

/** As shells say it: it could not be read, run, or found; above the last, the number of the signal that ended it. */
const UNREADABLE = 1;
const NOT_RUN = 126;
const NOT_FOUND = 127;
const BY_SIGNAL = 128;

/** Runs a plan without a shell: each program in a process group of its own, joined by pipes of the system. */
export class PlanRun extends RunLife {
  /** The programs that were started and whose groups may still be there. */
  private readonly groups = new Map<PlanCommand, number>();
  private readonly plan: Plan;

  constructor(
    request: RunRequest,
    ticker: Ticker,
    patience: Patience,
    hold: Hold | undefined,
    limiter?: Limiter,
  ) {
    super(request, ticker, patience, hold, limiter);
    this.plan = request.plan!;
  }

  begin(): void {
    this.startClock();
    this.go().catch((error: unknown) => {
      this.signal('SIGKILL');
      const outcome = this.stopped ?? { outcome: 'not_started' as const, message: startFailure(error) };
      this.finish({ ...outcome, exitCode: -1 });
    });
  }

  protected override signal(signal: NodeJS.Signals): void {
    for (const pid of this.groups.values()) signalGroup(pid, signal);
  }

  private async go(): Promise<void> {
    const [out, err] = (await makePipes(2)) as [Pipe, Pipe];
    const closed = [this.open('stdout', out), this.open('stderr', err)];
    const code = await this.walk({ out: out.write, err: err.write }).finally(() =>
      [out.write, err.write].forEach(closeEnd),
    );
    this.ended();
    await Promise.all(closed);
    this.signal('SIGKILL');
    const end = this.stopped ?? { outcome: 'exited' as const };
    const exitCode = this.stopped ? -1 : code;
    this.finish({ ...end, exitCode });
  }

  private open(stream: 'stdout' | 'stderr', { read }: Pipe): Promise<void> {
    const pipe = new Socket({ fd: read, readable: true, writable: false });
    this.read(stream, pipe);
    return new Promise((resolve) => pipe.once('close', () => resolve()));
  }

  private walk(streams: Streams): Promise<number> {
    const walk = new PlanWalk({
      isOver: () => this.stopped !== undefined,
      run: (command, to, started) => this.command(command, to, started),
      sweep: (commands) => commands.forEach((command) => this.sweep(command)),
    });
    return walk.steps(this.plan.steps, streams);
  }

  private sweep(command: PlanCommand): void {
    signalGroup(this.groups.get(command), 'SIGKILL');
    this.groups.delete(command);
  }

  private async command(command: PlanCommand, streams: Streams, started: () => void): Promise<number> {
    let input: number | undefined;
    try {
      const words = await expandPatterns(command);
      const argv = command.builtin ? ['/bin/sh', '-c', '"$@"', 'sh', ...words] : words;
      findProgram(argv[0]!);
      input = openInput(command);
      // Stopped while the patterns were filled in.
      if (this.stopped) return NOT_RUN;
      return await this.child(command, argv, { ...streams, input: input ?? streams.input }, started);
    } catch (error) {
      return this.failed(command, error);
    } finally {
      if (input !== undefined) closeEnd(input);
      started();
    }
  }

  private child(
    command: PlanCommand,
    argv: readonly string[],
    { input, out, err }: Streams,
    started: () => void,
  ): Promise<number> {
    const text = command.stdin && 'text' in command.stdin ? command.stdin.text : undefined;
    const target = { out, err, null: 'ignore' as const };
    const child = this.launch(argv, [
      text === undefined ? (input ?? 'ignore') : 'pipe',
      target[command.out ?? 'out'],
      target[command.err ?? 'err'],
    ]);
    started();
    if (child.pid !== undefined) this.groups.set(command, child.pid);
    // A program need not read what it is given.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(text);
    return ending(child);
  }

  /** One program of several that does not start is a sentence of the run and a code, as in a shell. */
  private failed({ argv, stdin, err }: PlanCommand, error: unknown): number {
    const { code } = error as NodeJS.ErrnoException;
    const unread = error instanceof Unreadable && stdin && 'file' in stdin;
    const what = unread ? stdin.file : argv[0]!;
    const why = unread ? error.message : startFailure(error);
    if (err !== 'null') this.take('stderr', Buffer.from(`${what.slice(0, 1_000)}: ${why}\n`));
    if (unread) return UNREADABLE;
    return code === 'ENOENT' ? NOT_FOUND : NOT_RUN;
  }
}

function ending(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? BY_SIGNAL + constants.signals[signal ?? 'SIGKILL']));
  });
}

class Unreadable extends Error {}

/** The file that a program shall read. Only an ordinary one: anything else could wait, or do something when opened. */
function openInput({ stdin }: PlanCommand): number | undefined {
  if (!stdin || !('file' in stdin)) return undefined;
  const path = stdin.file.startsWith('/') ? stdin.file : `/${stdin.file}`;
  try {
    if (!fs.statSync(path).isFile()) throw new Unreadable('is not an ordinary file');
    const fd = fs.openSync(path, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK | fs.constants.O_NOCTTY);
    if (fs.fstatSync(fd).isFile()) return fd;
    closeEnd(fd);
    throw new Unreadable('is not an ordinary file');
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new Unreadable(code === 'ENOENT' ? 'no such file' : 'it cannot be read');
  }
}
