import { Logger } from '@nestjs/common';
import type { LimitedBy } from '@legator/contracts';
import { findProgram } from '../execution/find-program.js';
import type { Ticker } from '../ticker.js';
import { Cgroups, type RunCgroup } from './cgroups.js';
import type { RunLimits } from './run-limits.js';
import { RunWatch } from './run-watch.js';

const LOOK_MS = 250;
/** Looking takes at most one part in so many of a processor's time. */
const SHARE = 20;
const REMOVALS = 20;

/** What is told while a run is held to its limits. */
export type Over = (message: string) => void;

/** Holds runs that change something to limits: by control groups where they work, by looking at their processes elsewhere. */
export class Limiter {
  private readonly log = new Logger('limits');

  constructor(
    private readonly limits: RunLimits,
    private readonly ticker: Ticker,
    private readonly cgroups?: Cgroups,
  ) {}

  /** With control groups where they work; says so where not. */
  static find(limits: RunLimits, ticker: Ticker): Limiter {
    const log = new Logger('limits');
    try {
      const groups = Cgroups.open();
      groups.tryOut(limits);
      const found = new Limiter(limits, ticker, groups);
      log.log('Commands that change something run in control groups');
      return found;
    } catch (error) {
      log.log(
        `Commands that change something are held to limits by looking at them: ${(error as Error).message}`,
      );
      return new Limiter(limits, ticker);
    }
  }

  get by(): LimitedBy {
    if (this.cgroups) return 'cgroup';
    return RunWatch.works() ? 'watch' : 'none';
  }

  /** For one run. `over` is called once, when it has come to a limit. */
  hold(over: Over): LimitedRun {
    return new LimitedRun(this.limits, this.ticker, over, this.group());
  }

  private group(): RunCgroup | undefined {
    try {
      return this.cgroups?.make(this.limits);
    } catch (error) {
      this.log.warn(`A command runs outside of a control group: ${(error as Error).message}`);
      return undefined;
    }
  }
}

/** One run and its limits, from its first program to its end. */
export class LimitedRun {
  private readonly watch: RunWatch | undefined;
  private callOff: (() => void) | undefined;
  private said: string | undefined;

  constructor(
    limits: RunLimits,
    private readonly ticker: Ticker,
    private readonly over: Over,
    private readonly group: RunCgroup | undefined,
  ) {
    this.watch = RunWatch.works() ? new RunWatch(limits) : undefined;
  }

  get by(): LimitedBy {
    if (this.group) return 'cgroup';
    return this.watch ? 'watch' : 'none';
  }

  /** The words that start a program within the limits. @throws as the system would where there is no such program */
  enter(argv: readonly string[]): readonly string[] {
    if (!this.group) return argv;
    findProgram(argv[0] ?? '');
    return this.group.enter(argv);
  }

  /** A program of it has started. */
  add(pid: number | undefined): void {
    if (pid === undefined) return;
    this.watch?.add(pid);
    this.callOff ??= this.ticker.after(LOOK_MS, () => this.look());
  }

  /** With all that it has started. */
  kill(): void {
    this.group?.kill();
    this.watch?.kill();
  }

  /** @returns why it was ended, if a limit was the reason */
  end(): string | undefined {
    this.callOff?.();
    this.said ??= this.group?.look();
    this.remove(REMOVALS);
    return this.said;
  }

  private look(): void {
    const began = this.ticker.monotonicMs();
    this.said ??= this.group?.look() ?? this.watch?.look();
    if (this.said !== undefined) {
      this.kill();
      return this.over(this.said);
    }
    const took = this.ticker.monotonicMs() - began;
    this.callOff = this.ticker.after(Math.max(LOOK_MS, took * SHARE), () => this.look());
  }

  private remove(tries: number): void {
    if (!this.group || this.group.remove() || tries === 0) return;
    this.ticker.after(LOOK_MS, () => this.remove(tries - 1));
  }
}
