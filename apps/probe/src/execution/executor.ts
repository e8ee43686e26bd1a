import type { ChildProcess } from 'node:child_process';
import type { Limiter } from '../limits/limiter.js';
import type { Ticker } from '../ticker.js';
import { isForeign } from './find-program.js';
import { signalGroup, startFailure, type Contain, type Hold, type Look } from './launch.js';
import { PlanRun } from './plan-run.js';
import { RunLife } from './run-life.js';
import type { Patience, Run, RunEnd, RunRequest } from './run-request.js';

export type { Patience, Run, RunEnd, RunRequest } from './run-request.js';

/**
 * Runs an argv as it stands, or a plan of several: no shell, no terminal, a fixed environment, and process groups that
 * die with it.
 */
export class Executor {
  constructor(
    private readonly ticker: Ticker,
    private readonly patience: Patience = { graceMs: 2_000, pipeMs: 1_000 },
    private readonly sandbox?: RunSandbox,
    private readonly limiter?: Limiter,
  ) {}

  /** Starts at once. Whatever goes wrong is an end, never an exception. */
  start(request: RunRequest): Run {
    const held = request.contained && this.holding(request.contained, request.timeoutMs);
    const hides = (path: string) => this.sandbox?.hides?.(path) ?? false;
    const run = request.plan
      ? new PlanRun(request, this.ticker, this.patience, held, this.limiter, hides)
      : new GroupRun(request, this.ticker, this.patience, held, this.limiter, hides);
    run.begin();
    if (held) void run.done.then((end) => this.lookBroken(end));
    return run;
  }

  /** bubblewrap itself says so where it cannot build what it was asked for; a program that says the same costs a test. */
  private lookBroken({ exitCode, stderr, outcome }: RunEnd): void {
    if (outcome === 'not_started' || (exitCode !== 0 && /^bwrap: /m.test(stderr))) void this.sandbox?.check();
  }

  private holding(level: Look, timeoutMs: number): Hold {
    return (argv, input) => {
      if (!this.sandbox) throw new Error('there is no sandbox on this host');
      return this.sandbox.contain(argv, level, timeoutMs, input);
    };
  }
}

/** The sandbox as a runner sees it. */
export interface RunSandbox {
  readonly contain: Contain;
  /** Something speaks against its working: it is tried again, before more is trusted to it. */
  check(): Promise<void>;
  /** Whether a path without links in it is hidden from what runs in it, whether it works or not. */
  hides?(path: string): boolean;
}

class GroupRun extends RunLife {
  private child: ChildProcess | undefined;

  begin(): void {
    const program = this.request.argv[0] ?? '';
    if (!isForeign(program)) return this.start();
    this.startClock();
    void this.look.program(program).then(
      () => this.start(true),
      (error) => this.notStarted(error),
    );
  }

  /** @param timed its clock runs already */
  private start(timed = false): void {
    if (this.stopped) return this.notStarted(undefined);
    try {
      this.child = this.launch(this.request.argv, ['ignore', 'pipe', 'pipe']);
    } catch (error) {
      return this.notStarted(error);
    }
    const { child } = this;
    child.once('error', (error) => this.notStarted(error));
    child.once('exit', () => this.ended());
    child.once('close', (code, signal) => this.closed(code, signal));
    for (const stream of ['stdout', 'stderr'] as const) if (child[stream]) this.read(stream, child[stream]);
    if (child.pid !== undefined && !timed) this.startClock();
  }

  protected override signal(signal: NodeJS.Signals): void {
    signalGroup(this.child?.pid, signal);
  }

  private closed(code: number | null, signal: NodeJS.Signals | null): void {
    // Nothing outlives its dispatch: what is left of the group would be watched by no timeout.
    this.signal('SIGKILL');
    const end = this.stopped ?? { outcome: 'exited' as const };
    const exitCode = this.stopped ? -1 : (code ?? -1);
    this.finish({ ...end, exitCode, ...(signal ? { signal } : {}) });
  }

  private notStarted(error: unknown): void {
    const end = this.stopped ?? { outcome: 'not_started' as const, message: startFailure(error) };
    this.finish({ ...end, exitCode: -1 });
  }
}
