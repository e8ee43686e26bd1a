import type { ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';
import { constants } from 'node:os';
import type { Plan, PlanCommand } from '@legator/contracts';
import { expandPatterns } from './expand-patterns.js';
import { signalGroup, startFailure } from './launch.js';
import { makePipes, type Pipe } from './pipes.js';
import { PlanWalk, closing, type Streams } from './plan-walk.js';
import { RunLife } from './run-life.js';

/** As shells say it: it could not be run, or found; above the last, the number of the signal that ended it. */
const NOT_RUN = 126;
const NOT_FOUND = 127;
const BY_SIGNAL = 128;

/** Runs a plan without a shell: each program in a process group of its own, joined by pipes of the system. */
export class PlanRun extends RunLife {
  /** The programs that were started and whose groups may still be there. */
  private readonly groups = new Map<PlanCommand, number>();
  private readonly plan: Plan = this.request.plan!;
  /** One of its programs was started: from then on what goes wrong is a part of how it went. */
  private begun = false;
  private broken = false;

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
    const close = closing([out.write, err.write]);
    // It may be given up while a part of it still hangs.
    void this.done.then(close);
    const code = await this.walk({ out: out.write, err: err.write }).finally(close);
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
      isOver: () => this.isOver,
      run: (command, to, started) => this.command(command, to, started),
      sweep: (commands) => commands.forEach((command) => this.sweep(command)),
      unbuilt: (error) => this.unbuilt(error),
    });
    return walk.steps(this.plan.steps, streams);
  }

  private get isOver(): boolean {
    return this.stopped !== undefined || this.broken;
  }

  private unbuilt(error: unknown): number {
    if (!this.begun) {
      this.broken = true;
      throw error;
    }
    const why = (error as Error).message.slice(0, 500);
    this.take('stderr', Buffer.from(`a pipeline could not be built: ${why}\n`));
    return NOT_RUN;
  }

  private sweep(command: PlanCommand): void {
    signalGroup(this.groups.get(command), 'SIGKILL');
    this.groups.delete(command);
  }

  private async command(command: PlanCommand, streams: Streams, started: () => void): Promise<number> {
    try {
      const words = await expandPatterns(command, this.look, this.request.filled);
      const argv = command.builtin ? ['/bin/sh', '-c', '"$@"', 'sh', ...words] : words;
      await this.look.program(argv[0]!);
      // Stopped while the patterns were filled in.
      if (this.isOver) return NOT_RUN;
      return await this.child(command, argv, streams, started);
    } catch (error) {
      return this.isOver ? NOT_RUN : this.failed(command, error);
    } finally {
      started();
    }
  }

  private child(
    command: PlanCommand,
    argv: readonly string[],
    { input, out, err }: Streams,
    started: () => void,
  ): Promise<number> {
    const { file, text } = inputOf(command);
    const target = { out, err, null: 'ignore' as const };
    const own = text === undefined ? ('ignore' as const) : ('pipe' as const);
    const child = this.launch(
      argv,
      [command.stdin ? own : (input ?? own), target[command.out ?? 'out'], target[command.err ?? 'err']],
      file,
    );
    started();
    if (child.pid !== undefined) {
      this.begun = true;
      this.groups.set(command, child.pid);
    }
    // A program need not read what it is given.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(text);
    return ending(child);
  }

  /** One program of several that does not start is a sentence of the run and a code, as in a shell. */
  private failed({ argv, err }: PlanCommand, error: unknown): number {
    const { code } = error as NodeJS.ErrnoException;
    const text = `${argv[0]!.slice(0, 1_000)}: ${startFailure(error)}\n`;
    if (err !== 'null') this.take('stderr', Buffer.from(text));
    return code === 'ENOENT' ? NOT_FOUND : NOT_RUN;
  }
}

function ending(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? BY_SIGNAL + constants.signals[signal ?? 'SIGKILL']));
  });
}

/** What a program reads that is not joined to another: a file or a text. */
function inputOf({ stdin }: PlanCommand): { file?: string | undefined; text?: string | undefined } {
  return stdin ?? {};
}
