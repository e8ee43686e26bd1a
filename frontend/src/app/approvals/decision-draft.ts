import { computed, signal } from '@angular/core';
import type { ApprovalDetail, DecideApproval } from '../core/api/models';
import { WORDS } from './approvals-words';

export type Choice = 'now' | 'later' | 'deny';

export interface DraftErrors {
  readonly reason?: string;
  readonly confirm?: string;
  readonly from?: string;
  readonly until?: string;
}

const MONTH_MS = 30 * 86_400_000;
const TONIGHT_HOUR = 22;

/** A decision as it is being written: what is chosen, what is missing, and what is sent in the end. */
export class DecisionDraft {
  readonly choice;
  readonly reason = signal('');
  readonly confirm = signal('');
  /** As the inputs of the browser write a moment, in its own time zone. */
  readonly from;
  readonly until = signal('');
  readonly isTried = signal(false);

  constructor(
    readonly detail: ApprovalDetail,
    private readonly clock: () => number = Date.now,
  ) {
    this.choice = signal<Choice>(detail.options.may_approve ? 'now' : 'deny');
    this.from = signal(localText(tonight(clock())));
  }

  readonly isApproval = computed(() => this.choice() !== 'deny');
  /** To be typed, for this choice. */
  readonly confirmWith = computed(() => (this.isApproval() ? this.detail.options.confirm_with : undefined));
  readonly needsReason = computed(() => this.isApproval() && this.detail.options.needs_reason);
  readonly isConfirmed = computed(() => {
    const name = this.confirmWith();
    return name === undefined || sameName(this.confirm(), name);
  });
  readonly errors = computed<DraftErrors>(() => {
    if (!this.isTried()) return {};
    const words = WORDS.decision;
    const name = this.confirmWith();
    return {
      ...(this.needsReason() && !this.reason().trim() ? { reason: words.reasonMissing } : {}),
      ...(!this.isConfirmed() && name ? { confirm: words.confirmWrong(name) } : {}),
      ...(this.choice() === 'later' ? this.windowErrors() : {}),
    };
  });

  /** What to send, or nothing while something is missing; then `errors` says what. */
  body(): DecideApproval | undefined {
    this.isTried.set(true);
    if (Object.keys(this.errors()).length > 0) return undefined;
    const reason = this.reason().trim();
    const said = reason ? { reason } : {};
    if (!this.isApproval()) return { decision: 'denied', ...said };
    return {
      decision: 'approved',
      ...said,
      ...(this.confirmWith() ? { confirm: this.confirm().trim() } : {}),
      ...(this.choice() === 'later' ? this.window() : {}),
    };
  }

  private window(): Pick<DecideApproval, 'not_before' | 'not_after'> {
    const until = this.until();
    return {
      not_before: new Date(this.from()).toISOString(),
      ...(until ? { not_after: new Date(until).toISOString() } : {}),
    };
  }

  private windowErrors(): DraftErrors {
    const words = WORDS.decision;
    const [from, until, now] = [Date.parse(this.from()), Date.parse(this.until()), this.clock()];
    if (Number.isNaN(from)) return { from: words.fromMissing };
    if (from <= now) return { from: words.past };
    if (from - now > MONTH_MS) return { from: words.far };
    if (this.until() && !(until > from)) return { until: words.order };
    return until - now > MONTH_MS ? { until: words.far } : {};
  }
}

/** As the control plane compares them: case and blanks at the ends are no difference. */
function sameName(typed: string, name: string): boolean {
  return typed.trim().toLowerCase() === name.trim().toLowerCase();
}

function tonight(now: number): Date {
  const at = new Date(now);
  at.setHours(TONIGHT_HOUR, 0, 0, 0);
  if (at.getTime() <= now) at.setDate(at.getDate() + 1);
  return at;
}

function localText(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
