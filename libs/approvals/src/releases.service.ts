import { Inject, Injectable } from '@nestjs/common';
import type { BindingChange } from '@legator/contracts';
import { Clock, CONFIG, currentContext, Signals } from '@legator/core';
import type { Config, Tx } from '@legator/core';
import { DirectiveControl, InlineStarts } from '@legator/directives';
import type { Reconsidered } from '@legator/directives';
import { ApprovalEnded } from './approval-ended.signal.js';
import type { Approval } from './approval.entity.js';
import { ApprovalsStore } from './approvals.store.js';
import { bindingOf, bindingHash, changesBetween } from './binding.js';

/** Why an approval cannot hold, and what differs. */
export interface Flaw {
  readonly why: string;
  readonly changes: readonly BindingChange[];
}

/** Opens gates, or finds that what stands behind one is not what was asked for. */
@Injectable()
export class Releases {
  constructor(
    private readonly store: ApprovalsStore,
    private readonly directives: DirectiveControl,
    private readonly inline: InlineStarts,
    private readonly signals: Signals,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Compares what was bound with what the directive says today, and with what policy makes of it today. */
  flawOf({ bound, boundHash }: Approval, { waiting, asked, now }: Reconsidered): Flaw | undefined {
    if (!waiting) return { why: 'What it was for does not wait any more.', changes: [] };
    const [before, today] = [bindingOf(asked), now && bindingOf(now)];
    if (today === undefined)
      return { why: 'What it was for cannot be read any more.', changes: changesBetween(bound, before) };
    if (now!.verdict.decision === 'deny') {
      const why = now!.verdict.reasons.map(({ text }) => text).join(' ');
      return { why: `Policy denies it now: ${why}`, changes: changesBetween(bound, today) };
    }
    const altered = [before, today].find((one) => bindingHash(one) !== boundHash);
    if (!altered) return undefined;
    const changes = changesBetween(bound, altered);
    return { why: `It has changed since it was asked for: ${changes.map(inWords).join(', ')}.`, changes };
  }

  /** The gate opens; what it held starts within the window, or else within the time that a request may wait. */
  async release(tx: Tx, approval: Approval): Promise<Approval> {
    await this.directives.settleGate(tx, approval.directiveId, 'approved', '', {
      notAfter: approval.notAfter,
      withinMs: this.config.approvalTtlMs,
    });
    const released = await this.store.change(tx, approval, { releasedAt: this.clock.now() });
    await this.inline.start(tx, approval.directiveId);
    return released;
  }

  /** It holds no more, and neither does what people said to it: the directive ends with it. */
  async end(
    tx: Tx,
    approval: Approval,
    state: 'void' | 'expired',
    { why, changes }: Flaw,
  ): Promise<Approval> {
    const ended = await this.store.change(tx, approval, {
      state,
      decidedBy: 'system',
      decidedAt: this.clock.now(),
      decisionReason: why,
      changes: [...changes],
    });
    await this.directives.settleGate(tx, approval.directiveId, state, why);
    await this.signals.recordAll(tx, [{ signal: new ApprovalEnded(ended), context: currentContext() }]);
    return ended;
  }
}

function inWords({ field, was, is }: BindingChange): string {
  return field === 'payload' ? 'its payload' : `${field} was ${was || 'not set'}, is ${is || 'not set'}`;
}
