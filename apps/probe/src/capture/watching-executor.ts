import type { Capture, CapturedItem, CapturedSide, CommandRun } from '@legator/contracts';
import type { Refusal } from '../dispatches/gatekeeper.js';
import type { Executor, Run, RunEnd, RunRequest } from '../execution/executor.js';
import { startOf } from '../start-of.js';
import type { Ticker } from '../ticker.js';
import type { CaptureReader } from './capture-reader.js';
import { unmet } from './expectations.js';
import { unread } from './found.js';

/** Who is told while a run is watched. */
export interface Watchers {
  /** What is to be looked at by the probe's own reading of the command; nothing else is read, whoever asks. */
  own(frame: CommandRun): readonly Capture[];
  /** Before the command starts: from now on a crash must not lose it. */
  before(dispatchId: string, side: CapturedSide): void;
  refused(frame: CommandRun, refusal: Refusal): void;
}

export interface WatchedRequest extends RunRequest {
  /** The order that this run comes from. */
  watch?: CommandRun;
}

type Starter = Pick<Executor, 'start'>;

/** Looks at what a command touches right before it starts and right after it ended, and hands the run itself on. */
export class WatchingExecutor implements Starter {
  constructor(
    private readonly executor: Starter,
    private readonly reader: Pick<CaptureReader, 'read'>,
    private readonly watchers: Watchers,
    private readonly ticker: Ticker,
  ) {}

  start({ watch, ...request }: WatchedRequest): Run {
    if (!watch?.capture?.length) return this.executor.start(request);
    const look = new Look(watch, this.reader, this.watchers);
    return new WatchedRun(look, () => this.executor.start(request), this.ticker);
  }
}

/** What is asked for and may be read. */
class Look {
  private readonly allowed: Set<string>;

  constructor(
    readonly frame: CommandRun,
    private readonly reader: Pick<CaptureReader, 'read'>,
    readonly watchers: Watchers,
  ) {
    this.allowed = new Set(ownOf(frame, watchers).map(keyOf));
  }

  get asked(): readonly Capture[] {
    return this.frame.capture ?? [];
  }

  async take(): Promise<CapturedSide> {
    const side = await this.reader.read(this.asked.filter((one) => this.allowed.has(keyOf(one))));
    const others = this.asked.filter((one) => !this.allowed.has(keyOf(one)));
    return { ...side, items: [...side.items, ...others.map(untouched)] };
  }
}

class WatchedRun implements Run {
  readonly done: Promise<RunEnd>;
  private inner: Run | undefined;
  private canceled: string | undefined;

  constructor(
    private readonly look: Look,
    private readonly begin: () => Run,
    private readonly ticker: Ticker,
  ) {
    this.done = this.go();
  }

  cancel(why: string): void {
    this.canceled ??= why;
    this.inner?.cancel(why);
  }

  private async go(): Promise<RunEnd> {
    const { frame, watchers, asked } = this.look;
    const before = await this.look.take();
    if (this.canceled !== undefined)
      return this.never('canceled', { reason: 'canceled', message: this.canceled }, before);
    const changed = unmet(asked, before.items);
    if (changed) {
      const refusal = { reason: 'changed_since', message: startOf(changed, 2_000) };
      watchers.refused(frame, refusal);
      return this.never('refused', refusal, before);
    }
    watchers.before(frame.dispatchId, before);
    this.inner = this.begin();
    const end = await this.inner.done;
    return { ...end, before, after: await this.look.take() };
  }

  private never(outcome: 'canceled' | 'refused', why: Refusal, before: CapturedSide): RunEnd {
    const now = this.ticker.now();
    const nothing = {
      exitCode: -1,
      stdout: '',
      stderr: '',
      truncated: false,
      durationMs: 0,
      contained: false,
    };
    return { outcome, ...nothing, ...why, startedAt: now, endedAt: now, before };
  }
}

/** A command that cannot be read touches nothing that anybody knows of. */
function ownOf(frame: CommandRun, watchers: Watchers): readonly Capture[] {
  try {
    return watchers.own(frame);
  } catch {
    return [];
  }
}

function keyOf({ kind, name }: Capture): string {
  return `${kind} ${name}`;
}

function untouched({ kind, name }: Capture): CapturedItem {
  return { kind, name, ...unread('this host does not find it in the command') };
}
