import { Injectable } from '@nestjs/common';
import { failPoint } from '@legator/contracts';
import { afterCommit, currentContext, Signals, Transactions } from '@legator/core';
import type { Actor, OpenedGate, Tx } from '@legator/core';
import { Admission } from './admission.js';
import type { Ask, Draft, Foreseen } from './admission.js';
import { DirectiveEnded } from './directive-ended.signal.js';
import { DirectiveRequested } from './directive-requested.signal.js';
import type { Directive } from './directive.js';
import { keyReused } from './directives.errors.js';
import { DirectivesStore } from './directives.store.js';
import { Gates } from './gates.js';
import { InlineRuns } from './inline-runs.js';
import { Replacements } from './replacements.js';
import { WakeRunner } from './wake-runner.js';

export interface Requested {
  readonly directive: Directive;
  /** False when an earlier request with the same key was found. */
  readonly created: boolean;
  readonly approval?: { readonly id: string; readonly expiresAt: Date };
}

/**
 * The road of every intent: permission, idempotency, freeze, verdict, gate; then the row, its signal and its audit
 * entry in one transaction. Any number at once, on behalf of the current actor.
 */
@Injectable()
export class DirectiveRequests {
  constructor(
    private readonly transactions: Transactions,
    private readonly admission: Admission,
    private readonly store: DirectivesStore,
    private readonly gates: Gates,
    private readonly inline: InlineRuns,
    private readonly signals: Signals,
    private readonly runner: WakeRunner,
    private readonly replacements: Replacements,
  ) {}

  /** @throws `invalid`, `forbidden`, `conflict`, `frozen`, `unavailable`; a denial by policy is a result, not an error */
  async request(ask: Ask): Promise<Requested> {
    const [requested] = await this.requestAll([ask]);
    return requested!;
  }

  /** All or none: one wrong payload or one missing permission refuses the lot. Each gets its own verdict. */
  requestAll(asks: readonly Ask[]): Promise<Requested[]> {
    return this.transactions.run((tx) => this.requestIn(tx, asks));
  }

  /**
   * The same inside a transaction of the caller, for rooms whose own rows belong together with the directive. A caller
   * that starts them itself (`PromptStart`) need not have the runner woken for nothing.
   */
  async requestIn(tx: Tx, asks: readonly Ask[], { wake = true } = {}): Promise<Requested[]> {
    const drafts = this.drafts(asks);
    const known = await this.findKnown(tx, drafts);
    const fresh = drafts.filter(({ directive }) => !known.has(directive.idempotencyKey ?? directive.id));
    const created = await this.create(tx, fresh, currentContext().actor);
    if (wake && created.size > 0) afterCommit(tx, () => this.runner.wake());
    const late = await this.findKnown(
      tx,
      fresh.filter(({ directive }) => !created.has(directive.id)),
    );
    return drafts.map(({ directive }) => {
      const mine = created.get(directive.id);
      if (mine) return mine;
      const key = directive.idempotencyKey!;
      return { directive: sameIntent(known.get(key) ?? late.get(key)!, directive), created: false };
    });
  }

  /**
   * What `requestIn` would make of new intents, by the same admission: nothing is written, nothing leaves.
   * @throws all that a request is refused for, apart from a freeze, which is told per intent
   */
  async previewIn(tx: Tx, asks: readonly Ask[]): Promise<Foreseen[]> {
    const { actor } = currentContext();
    // Locked in the order of a request, which may follow in the same transaction.
    await this.admission.keepOpen(tx, actor.tenantId);
    return this.admission.judgeHeld(tx, this.drafts(asks), actor);
  }

  private drafts(asks: readonly Ask[]): Draft[] {
    const context = currentContext();
    return asks.map((ask) => this.admission.draft(ask, context));
  }

  private async findKnown(tx: Tx, drafts: readonly Draft[]): Promise<Map<string, Directive>> {
    const keys = drafts.flatMap(({ directive }) => directive.idempotencyKey ?? []);
    const found = await this.store.findByKeys(tx, keys);
    return new Map(found.map((directive) => [directive.idempotencyKey!, directive]));
  }

  private async create(tx: Tx, drafts: readonly Draft[], actor: Actor): Promise<Map<string, Requested>> {
    if (drafts.length === 0) return new Map();
    await this.replacements.holdOld(tx, drafts);
    const judged = await this.admission.judgeAll(tx, drafts, actor);
    failPoint('request.judged');
    afterCommit(tx, () => failPoint('request.committed'));
    const inserted = await this.store.insert(
      tx,
      judged.map(({ directive }) => directive),
    );
    const mine = judged.filter(({ directive }) => inserted.has(directive.id));
    await this.store.insertSubjects(tx, mine.flatMap(links));
    await this.signals.recordAll(
      tx,
      mine.flatMap((draft) => facts(draft)),
    );
    await this.replacements.replace(tx, mine);
    const approvals = await this.gates.open(tx, mine, actor);
    const done = await this.inline.run(tx, mine);
    return new Map(
      mine.map(({ directive }) => {
        const approval = approvals.get(directive.id);
        const latest = done.get(directive.id) ?? directive;
        return [
          directive.id,
          {
            directive: withGate(latest, approval),
            created: true,
            ...(approval ? { approval: { id: approval.approvalId, expiresAt: approval.expiresAt } } : {}),
          },
        ];
      }),
    );
  }
}

function withGate(directive: Directive, opened: OpenedGate | undefined): Directive {
  if (!opened) return directive;
  return {
    ...directive,
    approvalId: opened.approvalId,
    gate: opened.granted ? 'approved' : directive.gate,
  };
}

function sameIntent(found: Directive, asked: Directive): Directive {
  if (found.payloadHash !== asked.payloadHash)
    throw keyReused(asked.idempotencyKey!.split(':').slice(3).join(':'));
  return found;
}

function links({ type, payload, directive }: Draft) {
  return (type.alsoAbout?.(payload) ?? []).map((subject) => ({ directive, subject }));
}

function facts({ directive }: Draft) {
  const { actor, requestId, correlationId } = currentContext();
  const context = { actor, requestId, correlationId };
  const requested = { signal: new DirectiveRequested(directive), context };
  return directive.status === 'canceled'
    ? [requested, { signal: new DirectiveEnded(directive, 'canceled'), context }]
    : [requested];
}
