import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { failPoint, maskText } from '@legator/contracts';
import type { Limiter, LimitedRun } from '../limits/limiter.js';
import type { Ticker } from '../ticker.js';
import { Chunker, type StreamName } from './chunker.js';
import { HostLook } from './host-look.js';
import { launch, launchContained, type Hold, type Three } from './launch.js';
import { answer, canAsk, opening, openingAsked } from './open-input.js';
import { OutputCapture } from './output-capture.js';
import type { Patience, Run, RunEnd, RunRequest } from './run-request.js';

const UNPAID_BYTES = 1024 * 1024;
const UNPAID_MS = 10;
/** Rounds of the event loop in which waiting output is still read before its pipe is cut. */
const LAST_TURNS = 16;

/** Why it is no longer waited for. `exited`: it came to a limit of this host. */
interface Stopped {
  readonly outcome: 'timed_out' | 'canceled' | 'exited';
  readonly message: string;
}

/** What one program and a plan of several have in common: their output, their time, and how they are stopped. */
export abstract class RunLife implements Run {
  readonly done: Promise<RunEnd>;
  protected stopped: Stopped | undefined;
  /** Its programs have ended; their output may not have. */
  protected gone = false;
  protected settled = false;
  /** What is looked at before a program of it starts. */
  protected readonly look = new HostLook();
  private readonly captures: Record<StreamName, OutputCapture>;
  private readonly chunker: Chunker | undefined;
  private readonly startedAt: Date;
  private readonly startedMs: number;
  private readonly timers = new Set<() => void>();
  private readonly pipes = new Set<Readable>();
  private pipesCut = false;
  private unpaid = 0;
  /** One of its programs runs beside the sandbox. */
  private isOutside = false;
  private settle!: (end: RunEnd) => void;
  /** Of a run that is not held in a sandbox, where the same is done otherwise. */
  private readonly limited: LimitedRun | undefined;

  constructor(
    protected readonly request: RunRequest,
    private readonly ticker: Ticker,
    protected readonly patience: Patience,
    private readonly hold: Hold | undefined,
    limiter?: Limiter,
    /** Whether a path lies where nothing but the probe itself may look. */
    private readonly hides: (path: string) => boolean = () => false,
  ) {
    const { outputLimit: limit, onChunk } = request;
    this.captures = { stdout: new OutputCapture(limit), stderr: new OutputCapture(limit) };
    this.chunker = onChunk && new Chunker(ticker, onChunk);
    this.limited = hold ? undefined : limiter?.hold((message) => this.over(message));
    this.startedAt = ticker.now();
    this.startedMs = ticker.monotonicMs();
    this.done = new Promise((resolve) => (this.settle = resolve));
  }

  cancel(why: string): void {
    this.stop('canceled', why);
  }

  /** To every process group of this run. */
  protected abstract signal(signal: NodeJS.Signals): void;

  /** Starts one of its programs, in the sandbox where this run is held in one; `input` is a file that it reads. */
  protected launch(argv: readonly string[], stdio: Three, input?: string): ChildProcess {
    const held = this.hold?.(argv, input);
    if (held) return launchContained(held, stdio);
    this.isOutside = true;
    const child = this.launchFree(argv, stdio, input);
    this.limited?.add(child.pid);
    return child;
  }

  private launchFree(argv: readonly string[], stdio: Three, input: string | undefined): ChildProcess {
    const enter = (words: readonly string[]) => this.limited?.enter(words) ?? words;
    if (input === undefined) return launch(enter(argv), stdio);
    if (!canAsk) return launch(enter(opening(input, argv)), stdio);
    const child = launch(enter(openingAsked(input, argv)), [...stdio, 'pipe']);
    answer(child, input, this.hides);
    return child;
  }

  protected startClock(): void {
    failPoint('probe.started');
    const { timeoutMs } = this.request;
    this.later(timeoutMs, () => this.stop('timed_out', `stopped after ${timeoutMs / 1_000} s`));
  }

  protected read(stream: StreamName, pipe: Readable): void {
    this.pipes.add(pipe);
    pipe.on('data', (data: Buffer) => this.slowDown(pipe, data.length - this.take(stream, data)));
    // A pipe that breaks ends the output, not the probe.
    pipe.on('error', () => undefined);
  }

  /** Reads on beyond the limit, else a chatty command would stand still for the rest of its time. @returns bytes kept */
  protected take(stream: StreamName, data: Buffer): number {
    if (this.settled) return 0;
    const kept = this.captures[stream].take(data);
    if (kept.length > 0) this.chunker?.write(stream, kept);
    return kept.length;
  }

  /** The programs are gone; whoever they left behind has a moment to close the pipes. */
  protected ended(): void {
    this.gone = true;
    if (!this.stopped) this.later(this.patience.pipeMs, () => void this.cutPipes());
  }

  protected finish(end: Pick<RunEnd, 'outcome' | 'exitCode' | 'signal' | 'message'>): void {
    if (this.settled) return;
    this.settled = true;
    this.look.end();
    for (const callOff of this.timers) callOff();
    this.chunker?.end();
    const { stdout, stderr } = this.captures;
    const contained = this.hold !== undefined && !this.isOutside;
    this.settle({
      ...end,
      ...this.limits(end, contained),
      contained,
      stdout: maskText(stdout.text()),
      stderr: maskText(stderr.text()),
      truncated: stdout.dropped + stderr.dropped > 0 || this.pipesCut,
      durationMs: Math.max(0, Math.round(this.ticker.monotonicMs() - this.startedMs)),
      startedAt: this.startedAt,
      endedAt: this.ticker.now(),
    });
  }

  /** A limit that it came to and got over, as a program can that starts fewer of something, is no reason for its end. */
  private limits({ outcome, exitCode }: Pick<RunEnd, 'outcome' | 'exitCode'>, contained: boolean) {
    const limits = contained ? ('rlimit' as const) : (this.limited?.by ?? 'none');
    const message = this.limited?.end();
    if (message === undefined || outcome !== 'exited' || exitCode === 0) return { limits };
    return { limits, reason: 'over_limit', message };
  }

  /** It was ended at once: nobody knows what it would take meanwhile. */
  private over(message: string): void {
    if (this.stopped || this.gone || this.settled) return;
    this.stopped = { outcome: 'exited', message };
    this.signal('SIGKILL');
    this.look.end();
    this.later(this.patience.pipeMs, () => void this.leave());
  }

  private stop(outcome: 'timed_out' | 'canceled', message: string): void {
    if (this.stopped || this.gone || this.settled) return;
    this.stopped = { outcome, message };
    this.signal('SIGTERM');
    this.look.end();
    this.later(this.patience.graceMs, () => {
      this.signal('SIGKILL');
      this.limited?.kill();
    });
    // Whoever left the group and holds the pipe must not keep the result from coming.
    this.later(this.patience.graceMs + this.patience.pipeMs, () => void this.leave());
  }

  /** What waits for a file system that never answers can outlive even its killing; the result says how far it came. */
  private async leave(): Promise<void> {
    await this.cutPipes();
    if (!this.settled)
      this.later(this.patience.pipeMs, () => this.finish({ ...this.stopped!, exitCode: -1 }));
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

  private async cutPipes(): Promise<void> {
    // On a busy host the time may be over before this process came to read what has long been there.
    for (let turn = 0; turn < LAST_TURNS; turn++) await new Promise((resolve) => setImmediate(resolve));
    for (const pipe of this.pipes) {
      if (pipe.readableEnded) continue;
      this.pipesCut = true;
      pipe.destroy();
    }
  }

  private later(ms: number, call: () => void): void {
    const callOff = this.ticker.after(ms, () => {
      this.timers.delete(callOff);
      call();
    });
    this.timers.add(callOff);
  }
}
