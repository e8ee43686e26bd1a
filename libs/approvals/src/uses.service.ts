import { Injectable } from '@nestjs/common';
import { Clock, Signals, systemActor } from '@legator/core';
import type { GatedDirective, OpenedGate, RefusedGate, StartingDirective, Tx } from '@legator/core';
import { ApprovalEnded } from './approval-ended.signal.js';
import type { Approval } from './approval.entity.js';
import { ApprovalsStore } from './approvals.store.js';
import { bindingHash, bindingOf, changesBetween } from './binding.js';
import { ApprovalParts } from './parts.service.js';
import { UsesStore } from './uses.store.js';

const USED = 'Its approval was used before, and an approval is used once.';
const ALTERED = 'What would have started is not what was approved.';
const NONE = 'It says it was approved, and no approval of it is known.';

/** Uses approvals up, in the transaction that starts what they are for. */
@Injectable()
export class ApprovalUses {
  constructor(
    private readonly uses: UsesStore,
    private readonly parts: ApprovalParts,
    private readonly store: ApprovalsStore,
    private readonly signals: Signals,
    private readonly clock: Clock,
  ) {}

  /** Those that are parts of what was approved need no approval of their own. */
  openParts(tx: Tx, directives: readonly GatedDirective[]): Promise<OpenedGate[]> {
    return this.parts.open(tx, directives);
  }

  /** @returns those that must not start; whose approval is for something else, that approval is void then */
  async consume(tx: Tx, starting: readonly StartingDirective[]): Promise<RefusedGate[]> {
    const wanted = starting.map((one) => {
      return { ...pick(one), hash: bindingHash(bindingOf(one)), resumed: one.resumed };
    });
    const own = await this.uses.consume(tx, wanted);
    const parts = await this.parts.consume(
      tx,
      wanted.filter(({ directiveId }) => !own.has(directiveId)),
    );
    const refused = starting.filter(({ directiveId }) => !own.has(directiveId) && !parts.has(directiveId));
    if (refused.length === 0) return [];
    const known = await this.uses.find(
      tx,
      refused.flatMap(({ approvalId }) => approvalId ?? []),
    );
    const refusals: RefusedGate[] = [];
    for (const one of refused) {
      const approval = one.approvalId ? known.get(one.approvalId) : undefined;
      refusals.push({ directiveId: one.directiveId, message: await this.refuse(tx, one, approval) });
    }
    return refusals;
  }

  private async refuse(tx: Tx, one: StartingDirective, approval: Approval | undefined): Promise<string> {
    if (!approval || approval.directiveId !== one.directiveId || approval.state !== 'approved') return NONE;
    if (approval.consumedAt) return USED;
    const ended = await this.store.change(tx, approval, {
      state: 'void',
      decidedAt: this.clock.now(),
      decisionReason: ALTERED,
      changes: changesBetween(approval.bound, bindingOf(one)),
    });
    const context = { actor: systemActor(approval.tenantId) };
    await this.signals.recordAll(tx, [{ signal: new ApprovalEnded(ended), context }]);
    return ALTERED;
  }
}

function pick({ directiveId, approvalId }: StartingDirective) {
  return { directiveId, approvalId };
}
