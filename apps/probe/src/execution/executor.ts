import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { Ticker } from '../ticker.js';
import { Chunker, type Chunk, type StreamName } from './chunker.js';
import { COMMAND_ENVIRONMENT } from './environment.js';
import { OutputCapture } from './output-capture.js';

/** What to run, and how much of its time and output to bear. */
export interface RunRequest {
  argv: readonly string[];
  timeoutMs: number;
  /** Bytes kept of each stream. */
  outputLimit: number;
  /** Asked for when output shall be seen while it appears. */
  onChunk?: (chunk: Chunk) => void;
}

/** How a run ended. `exitCode` is -1 unless it exited by itself. */
export interface RunEnd {
  outcome: 'exited' | 'not_started' | 'timed_out' | 'canceled';
  exitCode: number;
  signal?: string;
  stdout: string;
  stderr: string;
  truncated: boolean;
  durationMs: number;
  startedAt: Date;
  endedAt: Date;
  message?: string;
}

/** A command under way. `done` never rejects. */
export interface Run {
  readonly done: Promise<RunEnd>;
  cancel(why: string): void;
}

/** Times of dying, in milliseconds. */
export interface Patience {
  /** Between SIGTERM and SIGKILL. */
  graceMs: number;
  /** For children that hold the pipes after the command itself has ended. */
  pipeMs: number;
}

const UNPAID_BYTES = 1024 * 1024;
const UNPAID_MS = 10;
/** Rounds of the event loop in which waiting output is still read before its pipe is cut. */
const LAST_TURNS = 16;

/** Runs an argv as it stands: no shell, no terminal, no input, a fixed environment, and a process group that dies with it. */
export class Executor {
  constructor(
    private readonly ticker: Ticker,
    private readonly patience: Patience = { graceMs: 2_000, pipeMs: 1_000 },
  ) {}

  /** Starts at once. Whatever goes wrong is an end, never an exception. */
  start(request: RunRequest): Run {
    return new GroupRun(request, this.ticker, this.patience);
  }
}

class GroupRun implements Run {
  readonly done: Promise<RunEnd>;
  private readonly captures: Record<StreamName, OutputCapture>;
  private readonly chunker: Chunker | undefined;
  private readonly startedAt: Date;
  private readonly startedMs: number;
  private readonly timers = new Set<() => void>();
  private child: ChildProcess | undefined;
  private stopped: { outcome: 'timed_out' | 'canceled'; message: string } | undefined;
  private pipesCut = false;
  private gone = false;
  private unpaid = 0;
  private settled = false;
  private settle!: (end: RunEnd) => void;

  constructor(
    request: RunRequest,
    private readonly ticker: Ticker,
    private readonly patience: Patience,
  ) {
    const { outputLimit: limit, onChunk } = request;
    this.captures = { stdout: new OutputCapture(limit), stderr: new OutputCapture(limit) };
    this.chunker = onChunk && new Chunker(ticker, onChunk);
    this.startedAt = ticker.now();
    this.startedMs = ticker.monotonicMs();
    this.done = new Promise((resolve) => (this.settle = resolve));
    this.launch(request);
  }

  cancel(why: string): void {
    this.stop('canceled', why);
  }

  private launch(request: RunRequest): void {
    try {
      this.child = spawnDetached(request.argv);
    } catch (error) {
      return this.notStarted(error);
    }
    const child = this.child;
    child.once('error', (error) => this.notStarted(error));
    child.once('exit', () => this.exited());
    child.once('close', (code, signal) => this.closed(code, signal));
    for (const stream of ['stdout', 'stderr'] as const) this.read(stream);
    if (child.pid === undefined) return;
    this.later(request.timeoutMs, () => this.stop('timed_out', `stopped after ${request.timeoutMs} ms`));
  }

  private read(stream: StreamName): void {
    const pipe = this.child?.[stream];
    pipe?.on('data', (data: Buffer) => {
      // Read on beyond the limit, else a chatty command would stand still for the rest of its time.
      const kept = this.captures[stream].take(data);
      if (kept.length > 0) this.chunker?.write(stream, kept);
      this.slowDown(pipe, data.length - kept.length);
    });
    // A pipe that breaks ends the output, not the probe.
    pipe?.on('error', () => undefined);
  }

  /**
   * What is thrown away is read at about 100 MB/s at most: a command that prints without end shall not cost this host a
   * whole processor, nor this process the memory of what it has not yet thrown away.
   */
  private slowDown(pipe: Readable, dropped: number): void {
    this.unpaid += dropped;
    if (this.unpaid < UNPAID_BYTES) return;
    this.unpaid = 0;
    pipe.pause();
    this.later(UNPAID_MS, () => pipe.resume());
  }

  private stop(outcome: 'timed_out' | 'canceled', message: string): void {
    if (this.stopped || this.gone || this.settled) return;
    this.stopped = { outcome, message };
    this.killGroup('SIGTERM');
    this.later(this.patience.graceMs, () => this.killGroup('SIGKILL'));
    // Whoever left the group and holds the pipe must not keep the result from coming.
    this.later(this.patience.graceMs + this.patience.pipeMs, () => void this.cutPipes());
  }

  /** The command itself is gone; whoever it left behind has a moment to close the pipes. */
  private exited(): void {
    this.gone = true;
    if (this.stopped) return;
    this.later(this.patience.pipeMs, () => void this.cutPipes());
  }

  private async cutPipes(): Promise<void> {
    // On a busy host the time may be over before this process came to read what has long been there.
    for (let turn = 0; turn < LAST_TURNS; turn++) await new Promise((resolve) => setImmediate(resolve));
    for (const pipe of [this.child?.stdout, this.child?.stderr]) {
      if (!pipe || pipe.readableEnded) continue;
      this.pipesCut = true;
      pipe.destroy();
    }
  }

  private closed(code: number | null, signal: NodeJS.Signals | null): void {
    // Nothing outlives its dispatch: what is left of the group would be watched by no timeout.
    this.killGroup('SIGKILL');
    const end = this.stopped ?? { outcome: 'exited' as const };
    const exitCode = end.outcome === 'exited' ? (code ?? -1) : -1;
    this.finish({ ...end, exitCode, ...(signal ? { signal } : {}) });
  }

  private notStarted(error: unknown): void {
    this.finish({ outcome: 'not_started', exitCode: -1, message: startFailure(error) });
  }

  private finish(end: Pick<RunEnd, 'outcome' | 'exitCode' | 'signal' | 'message'>): void {
    if (this.settled) return;
    this.settled = true;
    for (const callOff of this.timers) callOff();
    this.chunker?.end();
    const { stdout, stderr } = this.captures;
    this.settle({
      ...end,
      stdout: stdout.text(),
      stderr: stderr.text(),
      truncated: stdout.dropped + stderr.dropped > 0 || this.pipesCut,
      durationMs: Math.max(0, Math.round(this.ticker.monotonicMs() - this.startedMs)),
      startedAt: this.startedAt,
      endedAt: this.ticker.now(),
    });
  }

  private later(ms: number, call: () => void): void {
    const callOff = this.ticker.after(ms, () => {
      this.timers.delete(callOff);
      call();
    });
    this.timers.add(callOff);
  }

  private killGroup(signal: NodeJS.Signals): void {
    const pid = this.child?.pid;
    if (pid === undefined) return;
    try {
      process.kill(-pid, signal);
    } catch {
      // Nobody of that group is left.
    }
  }
}

/** Its own session and process group, so that one signal reaches all of its children and no terminal does. */
function spawnDetached(argv: readonly string[]): ChildProcess {
  const [program = '', ...rest] = argv;
  const before = process.umask(0o077);
  try {
    return spawn(program, rest, {
      cwd: '/',
      detached: true,
      env: { ...COMMAND_ENVIRONMENT },
      shell: false,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } finally {
    process.umask(before);
  }
}

function startFailure(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'no such program';
  if (code === 'EACCES') return 'permission denied';
  if (code === 'E2BIG') return 'the arguments are too long for this host';
  return `could not be started: ${message}`.slice(0, 500);
}
