import { Injectable, computed, inject, signal } from '@angular/core';
import type { ApiError } from '../core/api-error';
import { toApiError } from '../core/api-errors';
import type { ApprovalDetail, DecideApproval } from '../core/api/models';
import { failureText } from '../core/error-words';
import { LiveFeed } from '../core/live/live-feed';
import { Loaded } from '../core/loaded';
import { Now } from '../core/now';
import { newRequestId } from '../run/request-id';
import { Toasts } from '../ui/toasts';
import { visibleText } from '../ui/visible-text';
import { ApprovalsApi } from './approvals-api';
import { WORDS } from './approvals-words';
import { titleOf } from './request-look';

/** How somebody breaks the glass: why, and knowing on which host. */
export interface GlassWish {
  readonly reason: string;
  readonly confirm: string;
  readonly note: string;
}

type Doing = 'approve' | 'deny' | 'withdraw' | 'review' | 'break';
type Call = (id: string, asked: ApprovalDetail) => Promise<unknown>;

const NANOSECONDS = 1_000_000;
/** The control plane ends what is over by itself; until it has, it is looked at this often. */
const END_MS = 3_000;

/** One request, how long it has, and what the person who is signed in does with it. */
@Injectable()
export class OpenedRequest {
  private readonly api = inject(ApprovalsApi);
  private readonly feed = inject(LiveFeed);
  private readonly now = inject(Now);
  private readonly toasts = inject(Toasts);
  private readonly wanted = signal('');
  private readonly read = new Loaded(() => this.look());
  private readonly endsAt = signal(0);
  /** What is being sent now, by request: another one may be opened meanwhile. */
  private readonly works = signal<ReadonlyMap<string, Doing>>(new Map());
  private readonly refusal = signal<ApiError | undefined>(undefined);
  private readonly own = signal(false);
  private lookedAt = 0;
  private readonly last = new Map<string, Promise<boolean>>();

  readonly id = this.wanted.asReadonly();
  readonly detail = this.read.value;
  readonly error = this.read.error;
  readonly isFirst = this.read.isFirst;
  /** What is being sent now for this one. */
  readonly doing = computed(() => this.works().get(this.wanted()));
  /** Why the last thing that was tried did not happen. */
  readonly failure = this.refusal.asReadonly();
  /** What became of it was decided in this window. */
  readonly isOwnDoing = this.own.asReadonly();
  readonly isWaiting = computed(() => this.detail()?.decision === 'pending');
  /** Until it ends undecided, by the clock of the control plane. */
  readonly leftMs = computed(() => (this.isWaiting() ? Math.max(0, this.endsAt() - this.now.ms()) : 0));
  /** From 1 to 0. */
  readonly share = computed(() => {
    const detail = this.detail();
    if (!detail) return 0;
    const whole = Date.parse(detail.expires_at) - Date.parse(detail.created_at);
    return Math.max(0, Math.min(1, this.leftMs() / Math.max(1, whole)));
  });

  async open(id: string): Promise<void> {
    if (id !== this.wanted()) {
      this.read.clear();
      this.refusal.set(undefined);
      this.own.set(false);
    }
    this.wanted.set(id);
    await this.load();
  }

  close(): void {
    this.wanted.set('');
    this.read.clear();
  }

  load(): Promise<void> {
    return this.wanted() ? this.read.load() : Promise.resolve();
  }

  /** Decisions of others arrive by themselves, until the function it returns is called. */
  follow(): () => void {
    return this.feed.watch(['approval.', 'breakglass.'], () => this.load());
  }

  /** Its time is over and the control plane has not said so yet. To be called as time passes. */
  lookAtEnd(): void {
    if (!this.isWaiting() || this.leftMs() > 0 || Date.now() - this.lookedAt < END_MS) return;
    void this.load();
  }

  /** @param asked the one that was shown when this was asked for, here and below */
  decide(body: DecideApproval, asked = this.detail()): Promise<boolean> {
    const what = body.decision === 'approved' ? 'approve' : 'deny';
    return this.do(what, asked, (id) => this.api.decide(id, body));
  }

  withdraw(asked = this.detail()): Promise<boolean> {
    return this.do('withdraw', asked, (id) => this.api.withdraw(id));
  }

  review(note: string, asked = this.detail()): Promise<boolean> {
    return this.do('review', asked, (id) => this.api.review(id, note));
  }

  /** Asks for the same anew, to start at once; this request is replaced by it. */
  breakGlass({ reason, confirm, note }: GlassWish, asked = this.detail()): Promise<boolean> {
    return this.do('break', asked, (supersedes, detail) =>
      this.api.breakGlass(detail.probe_id, {
        ...wordsOf(detail),
        request_id: newRequestId(),
        stream: true,
        supersedes,
        breakglass_reason: reason,
        breakglass_confirm: confirm,
        ...(note ? { reason: note } : {}),
      }),
    );
  }

  /** The request that came into the place of this one. */
  async successor(): Promise<string | undefined> {
    const directive = this.detail()?.superseded_by;
    return directive ? this.api.ofDirective(directive).catch(() => undefined) : undefined;
  }

  /** The run of what came into its place, where that needed nobody's approval. */
  async successorRun(): Promise<string | undefined> {
    const directive = this.detail()?.superseded_by;
    return directive ? this.api.runOf(directive).catch(() => undefined) : undefined;
  }

  /**
   * Reads it again whatever came of it: somebody else may have been quicker. One thing at a time: the same, or another
   * decision, is not sent a second time; anything else waits until the one before has been read. All of it is about the
   * request that was shown when it was asked for, whatever is open by then.
   */
  private do(what: Doing, asked: ApprovalDetail | undefined, call: Call): Promise<boolean> {
    if (!asked) return Promise.resolve(false);
    const { id } = asked;
    const current = this.works().get(id);
    if (current === what || (isDecision(current) && isDecision(what))) return Promise.resolve(false);
    const now = () => this.doNow(what, asked, call);
    const done = current ? this.last.get(id)!.then(now) : now();
    this.last.set(id, done);
    return done;
  }

  private async doNow(what: Doing, asked: ApprovalDetail, call: Call): Promise<boolean> {
    const { id } = asked;
    this.mark(id, what);
    if (id === this.wanted()) this.refusal.set(undefined);
    const failure = await call(id, asked).then(() => undefined, toApiError);
    if (id !== this.wanted()) this.tell(what, asked, failure);
    else {
      this.refusal.set(failure);
      if (!failure) this.own.set(true);
      await this.load();
    }
    this.mark(id);
    return !failure;
  }

  private mark(id: string, what?: Doing): void {
    const works = new Map(this.works());
    if (what) works.set(id, what);
    else works.delete(id);
    this.works.set(works);
  }

  /** What became of one that is not open any more. */
  private tell(what: Doing, asked: ApprovalDetail, failure: ApiError | undefined): void {
    const title = `${titleOf(asked)} · ${visibleText(asked.target.name)}`;
    if (failure) return this.toasts.failed(`${title}: ${failureText(failure)}`);
    const given = what === 'approve' && asked.required_approvals - asked.approvals.length > 1;
    this.toasts.done(`${title}: ${given ? WORDS.awayGiven : WORDS.away[what]}`);
  }

  private async look(): Promise<ApprovalDetail> {
    this.lookedAt = Date.now();
    const id = this.wanted();
    const detail = await this.api.get(id);
    // The clock of this browser may be wrong; that of the control plane decides.
    if (id === this.wanted()) this.endsAt.set(Date.now() + detail.seconds_left * 1_000);
    return detail;
  }
}

function isDecision(what: Doing | undefined): boolean {
  return what === 'approve' || what === 'deny';
}

/** The same command as it was asked for. */
function wordsOf({ command }: ApprovalDetail) {
  const {
    argv,
    line,
    timeout_ms: timeout,
    level,
  } = command as {
    argv?: readonly string[];
    line?: string;
    timeout_ms?: number;
    level?: 'observe' | 'diagnose' | 'remediate';
  };
  const [program = '', ...args] = argv ?? [];
  return {
    ...(line === undefined ? { command: program, args } : { command: line }),
    ...(timeout === undefined ? {} : { timeout: timeout * NANOSECONDS }),
    ...(level ? { level } : {}),
  };
}
