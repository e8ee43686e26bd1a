import { computed, signal } from '@angular/core';
import type { ApiError } from '../core/api-error';
import { toApiError } from '../core/api-errors';
import type { ApprovalView, CommandEvent, CommandView, HeldCommand } from '../core/api/models';
import { OutputBuffer } from '../ui/output-buffer';
import { type Ending, commandLine, endingOf, summaryOf } from './command-end';
import type { CommandWish, OneAnswer, RunApi } from './run-api';

/**
 * `unknown`: there was no answer. `refused`: it was judged, or answered, with no. `missing`: nobody knows it. `never`:
 * it is over and no program ran.
 */
export type RunPhase =
  'sending' | 'unknown' | 'refused' | 'missing' | 'waiting' | 'accepted' | 'running' | 'done' | 'never';

const OVER: ReadonlySet<RunPhase> = new Set(['refused', 'missing', 'done', 'never']);
/** Until the probe says that it has begun, and while the line is broken, it is looked at this often. */
const LOOK_MS = 2_000;
const LONGEST_MS = 20_000;

/** One command on one probe, from the moment it is sent; it goes on being followed wherever the person goes. */
export class OneRun {
  readonly kind = 'one';
  readonly buffer = new OutputBuffer();
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
  private hasPrinted = false;

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
    try {
      const view = await this.api.find(this.id);
      this.failure.set(undefined);
      this.attempts = 0;
      this.take(view);
    } catch (cause) {
      this.notFound(toApiError(cause));
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
    this.now.set('status' in answer && answer.status === 'pending_approval' ? 'waiting' : 'accepted');
    this.follow();
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
    if (!this.close) this.follow();
    if (phase === 'accepted') this.lookLater(LOOK_MS);
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

  private follow(): void {
    this.close?.();
    this.close = this.api.follow(this.id, this.last, {
      event: (event) => this.heard(event),
      missed: () => this.lost.set(true),
      closed: () => {
        this.close = undefined;
        // Over, or only the line is broken: the command itself tells. If it goes on, it is followed again.
        void this.look();
      },
    });
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
      this.hasPrinted = true;
      if (!this.isOver()) this.now.set('running');
      this.buffer.append(event.stream ?? 'stdout', event.data);
    }
    if (event.final) void this.look();
  }

  private end(view: CommandView, phase: 'done' | 'refused' | 'never'): void {
    if (this.now() === 'done' || this.now() === 'never') return;
    this.quit();
    const { result } = view;
    if (result && !this.hasPrinted) {
      if (result.stdout) this.buffer.append('stdout', result.stdout);
      if (result.stderr) this.buffer.append('stderr', result.stderr);
    }
    this.buffer.done(summaryOf(view));
    this.now.set(phase);
  }

  private lookLater(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (!this.isOver() && this.now() !== 'running') void this.look();
    }, ms);
  }

  private quit(): void {
    clearTimeout(this.timer);
    this.close?.();
    this.close = undefined;
  }
}

/** No answer, or one of somebody in between: it may be there. That a probe is away is the control plane's own answer. */
function mayHaveArrived({ status, code }: ApiError): boolean {
  return status === 0 || (status >= 500 && code !== 'bad_gateway');
}

function phaseOf(view: CommandView): RunPhase {
  const { state, result } = view;
  if (state === 'denied') return 'refused';
  if (state === 'pending_approval') return 'waiting';
  if (state === 'queued' || state === 'dispatched') return 'accepted';
  if (state === 'running') return 'running';
  const hasOutput = Boolean(result?.stdout || result?.stderr);
  return endingOf(view).neverRan && !hasOutput ? 'never' : 'done';
}
