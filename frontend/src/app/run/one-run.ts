import { computed, signal } from '@angular/core';
import type { ApiError } from '../core/api-error';
import { toApiError } from '../core/api-errors';
import type { ApprovalView, CommandEvent, CommandView, HeldCommand } from '../core/api/models';
import { OutputBuffer } from '../ui/output-buffer';
import { type Ending, commandLine, endingOf, summaryOf } from './command-end';
import { OVER, type RunPhase, phaseOf } from './run-phase';
import type { CommandWish, OneAnswer, RunApi } from './run-api';

/** Until the probe says that it has begun, and while it runs without a stream, it is looked at this often. */
const LOOK_MS = 2_000;
/** So often while it waits or nobody sees it: the live feed tells before. */
const LOOK_SELDOM_MS = 10_000;
const LONGEST_MS = 20_000;

/**
 * One command on one probe, from the moment it is sent; it goes on being followed wherever the person goes. Its output is
 * streamed only while somebody watches it: connections are few.
 */
export class OneRun {
  readonly kind = 'one';
  private readonly printed = signal(new OutputBuffer());
  private readonly now = signal<RunPhase>('sending');
  private readonly known = signal<CommandView | undefined>(undefined);
  private readonly verdict = signal<HeldCommand | undefined>(undefined);
  private readonly failure = signal<ApiError | undefined>(undefined);
  private readonly stopFailure = signal<ApiError | undefined>(undefined);
  private readonly stopping = signal(false);
  private readonly lost = signal(false);
  private readonly asked = signal<ApprovalView | undefined>(undefined);
  private close: (() => void) | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private last = 0;
  private attempts = 0;
  private streamed = 0;
  /** The stream has told the end: nothing is missing. */
  private turn = 0;
  private isWhole = false;
  /** It has ended, and the rest of its output is being fetched. */
  private isEnding = false;
  private watchers = 0;
  private isNew = false;

  readonly phase = this.now.asReadonly();
  readonly view = this.known.asReadonly();
  /** Why it was held or refused, as answered. */
  readonly held = this.verdict.asReadonly();
  /** Why there is nothing to follow, or that looking failed. */
  readonly error = this.failure.asReadonly();
  readonly stopError = this.stopFailure.asReadonly();
  readonly isStopping = this.stopping.asReadonly();
  /** The first part of the output is not stored any more. */
  readonly hasMissed = this.lost.asReadonly();
  /** The request for approval, for whoever may read it. */
  readonly approval = this.asked.asReadonly();
  readonly approvalId = computed(() => this.held()?.approval_id ?? this.known()?.approval_id ?? undefined);
  /** When a request that waits for approval expires, once that is known. */
  readonly waitsUntil = computed(() => this.held()?.expires_at ?? this.asked()?.expires_at);
  /** How it ended, once it has. */
  readonly ending = computed<Ending | undefined>(() => {
    const view = this.known();
    const isEnded = this.now() === 'done' || this.now() === 'never';
    return isEnded && view ? endingOf(view, this.asked()) : undefined;
  });
  readonly isOver = computed(() => OVER.has(this.now()));
  readonly startedAt = Date.now();

  constructor(
    private readonly api: RunApi,
    readonly id: string,
    /** Known when it was begun here; else `view` tells. */
    readonly probeId: string | undefined,
    /** Known when it was begun here. */
    readonly wish: CommandWish | undefined,
  ) {}

  readonly line = computed(() => {
    const view = this.known();
    return this.wish?.line ?? (view ? commandLine(view) : '');
  });

  get buffer(): OutputBuffer {
    return this.printed();
  }

  get isWatched(): boolean {
    return this.watchers > 0;
  }

  /** Somebody sees it. @returns what says that they do not any more */
  watch(): () => void {
    this.watchers++;
    this.isNew = this.close === undefined;
    if (this.isUnderWay()) void this.look();
    return () => {
      if (--this.watchers > 0) return;
      this.hush();
      if (this.isUnderWay()) this.lookLater(this.pace());
    };
  }

  /** The live feed told something of this request, or of its approval. */
  heardOf(id: string): void {
    // Also while it streams: a line that died without a word is known by what others tell.
    const isMine = id === this.id || id === this.approvalId();
    if (isMine && this.isUnderWay()) void this.look();
  }

  /** Sends it. Only a person calls this a second time: with the same name it is the same request. */
  async send(): Promise<void> {
    if (!this.wish || this.probeId === undefined) return;
    this.now.set('sending');
    this.failure.set(undefined);
    try {
      this.answered(await this.api.runOne(this.probeId, this.id, this.wish));
    } catch (cause) {
      const error = toApiError(cause);
      this.failure.set(error);
      this.now.set(mayHaveArrived(error) ? 'unknown' : 'refused');
      // Policy's no is on record, with its reasons.
      if (error.code === 'policy_denied') void this.look();
    }
  }

  /** Looks it up and goes on from there: a link, a reload, a lost answer. */
  async look(): Promise<void> {
    const turn = ++this.turn;
    try {
      const view = await this.api.find(this.id);
      // What was asked for earlier and comes later takes nothing back.
      if (turn !== this.turn) return;
      this.failure.set(undefined);
      this.attempts = 0;
      this.take(view);
    } catch (cause) {
      if (turn === this.turn) this.notFound(toApiError(cause));
    }
  }

  async stop(): Promise<void> {
    this.stopFailure.set(undefined);
    this.stopping.set(true);
    try {
      this.take(await this.api.cancel(this.id));
    } catch (cause) {
      this.stopping.set(false);
      this.stopFailure.set(toApiError(cause));
    }
  }

  private answered(answer: OneAnswer): void {
    if ('policy_decision' in answer) this.verdict.set(answer);
    const isHeld = 'status' in answer && answer.status === 'pending_approval';
    this.now.set(isHeld ? 'waiting' : 'accepted');
    if (!isHeld) this.follow();
    // The command as it was read, who asked, and how it was judged.
    void this.look();
  }

  private take(view: CommandView): void {
    this.known.set(view);
    const phase = phaseOf(view);
    if (view.approval_id) void this.learnApproval(view.approval_id, phase === 'waiting');
    if (phase === 'done' || phase === 'refused' || phase === 'never') return this.end(view, phase);
    // A late answer never takes back what the stream has told already.
    if (!(this.now() === 'running' && phase === 'accepted')) this.now.set(phase);
    // What waits for a person says nothing that the live feed does not tell.
    if (phase !== 'waiting') this.follow();
    this.lookLater(this.pace());
  }

  /** Read once while it waits, and once more when that is over: then it says who decided. */
  private async learnApproval(id: string, isWaiting: boolean): Promise<void> {
    const known = this.asked();
    if (known && (isWaiting || known.decision !== 'pending')) return;
    // Who may run commands need not be allowed to read approvals: then it is said without them.
    const found = await this.api.approval(id).catch(() => undefined);
    if (found) this.asked.set(found);
  }

  private notFound(error: ApiError): void {
    if (error.status === 404) {
      this.quit();
      this.now.set('missing');
      return;
    }
    this.failure.set(error);
    // Whoever asks again does so by hand: it never was followed.
    if (this.now() === 'unknown' || this.now() === 'refused') return;
    if (error.status === 401 || error.status === 403) return this.quit();
    this.attempts++;
    this.lookLater(Math.min(LONGEST_MS, LOOK_MS * 2 ** this.attempts));
  }

  /** @returns whether there is a stream now */
  private follow(): boolean {
    if (this.close || !this.isWatched) return this.close !== undefined;
    const ends = {
      event: (event: CommandEvent) => this.heard(event),
      missed: () => this.lost.set(true),
      closed: () => {
        this.close = undefined;
        // Over, or only the line is broken: the command itself tells. If it goes on, it is followed again.
        void this.look();
      },
    };
    this.close = this.api.follow(this.id, this.last, ends, this.isNew);
    this.isNew &&= this.close === undefined;
    return this.close !== undefined;
  }

  private heard(event: CommandEvent): void {
    if (event.seq <= this.last) return;
    this.last = event.seq;
    if (event.kind === 'dispatch' && this.now() !== 'running') {
      this.now.set('accepted');
      // A command that was asked for without its output says nothing more.
      this.lookLater(LOOK_MS);
    }
    if (event.kind !== 'output') return;
    if (event.data) {
      this.streamed += event.data.length;
      if (!this.isOver()) this.now.set('running');
      this.buffer.append(event.stream ?? 'stdout', event.data);
    }
    if (!event.final) return;
    this.isWhole = true;
    void this.look();
  }

  private end(view: CommandView, phase: 'done' | 'refused' | 'never'): void {
    if (this.now() === 'done' || this.now() === 'never') return;
    // The line broke after some of the output: once more it is asked for the rest.
    if (this.streamed > 0 && !this.isWhole && !this.isEnding && this.follow()) {
      this.isEnding = true;
      return this.lookLater(LONGEST_MS);
    }
    this.quit();
    if (this.lacks(view)) this.refill(view);
    this.buffer.done(summaryOf(view));
    this.now.set(phase);
  }

  /** The control plane keeps so many pieces of an output, and a busy probe leaves some out: the result has them. */
  private lacks({ result }: CommandView): boolean {
    const length = (result?.stdout.length ?? 0) + (result?.stderr.length ?? 0);
    return !this.isWhole || this.lost() || this.streamed < length;
  }

  /** From the result, which is all of it but where it was cut. */
  private refill({ result }: CommandView): void {
    if (!result || (result.truncated && result.stdout.length + result.stderr.length < this.streamed)) return;
    const buffer = new OutputBuffer();
    if (result.stdout) buffer.append('stdout', result.stdout);
    if (result.stderr) buffer.append('stderr', result.stderr);
    this.printed.set(buffer);
    this.lost.set(false);
  }

  private isUnderWay(): boolean {
    return ['waiting', 'accepted', 'running'].includes(this.now());
  }

  /** Then it needs no looking at. */
  private isStreaming(): boolean {
    return this.close !== undefined && this.now() === 'running';
  }

  private pace(): number {
    return this.isWatched && this.now() !== 'waiting' ? LOOK_MS : LOOK_SELDOM_MS;
  }

  private lookLater(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (!this.isOver() && (this.isEnding || !this.isStreaming())) void this.look();
    }, ms);
  }

  private quit(): void {
    clearTimeout(this.timer);
    this.hush();
  }

  private hush(): void {
    this.close?.();
    this.close = undefined;
  }
}

/** No answer, or one of somebody in between: it may be there. That a probe is away is the control plane's own answer. */
function mayHaveArrived({ status, code }: ApiError): boolean {
  return status === 0 || (status >= 500 && code !== 'bad_gateway');
}
