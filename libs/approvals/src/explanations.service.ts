import { Injectable } from '@nestjs/common';
import type { ApprovalDetail, ApprovalOptions, SimilarAction } from '@legator/contracts';
import { Clock, currentContext, isPerson, may, Transactions } from '@legator/core';
import type { Tx } from '@legator/core';
import { DirectiveControl, DirectiveHistory } from '@legator/directives';
import type { Directive } from '@legator/directives';
import { isHeld } from './after-thoughts.service.js';
import { ApprovalDecided } from './approval-decided.signal.js';
import { toView } from './approval-view.js';
import { undecidedUntil } from './approval.entity.js';
import type { Approval } from './approval.entity.js';
import { ApprovalsStore } from './approvals.store.js';
import { Deciders, isOwn } from './deciders.service.js';
import { effectsOf, reversibleOf, rulesOf } from './rationale-words.js';
import { hasRationale } from './terms.js';
import type { Vote } from './vote.js';
import { VotesStore } from './votes.store.js';

const SIMILAR = 5;

/** Everything about one request that a person needs to decide, from what policy and the trail say. */
@Injectable()
export class Explanations {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: ApprovalsStore,
    private readonly votes: VotesStore,
    private readonly deciders: Deciders,
    private readonly directives: DirectiveControl,
    private readonly history: DirectiveHistory,
    private readonly clock: Clock,
  ) {}

  /** @throws `not_found` */
  explain(id: string): Promise<ApprovalDetail> {
    return this.transactions.run(async (tx) => {
      const approval = await this.store.get(tx, id);
      const votes = (await this.votes.of(tx, [id])).get(id) ?? [];
      const standing = await this.deciders.standingVotes(tx, votes);
      const name = await this.deciders.nameOf(tx, approval);
      const options = await this.options(tx, approval, votes, name);
      const directive = await this.directives.get(tx, approval.directiveId);
      return {
        ...toView(approval, votes, name, standing),
        ...wordsOf(approval, name),
        seconds_left: this.secondsLeft(approval),
        options,
        similar: (await this.history.alike(tx, likeness(approval), SIMILAR)).map(toSimilar),
        will_be_written: this.foretell(approval, standing, options),
        directive: outcomeOf(directive),
        ...(directive.origin ? { origin: directive.origin } : {}),
      };
    });
  }

  private secondsLeft(approval: Approval): number {
    if (approval.state !== 'pending') return 0;
    return Math.max(0, Math.floor((undecidedUntil(approval).getTime() - this.clock.now().getTime()) / 1_000));
  }

  private async options(
    tx: Tx,
    approval: Approval,
    votes: readonly Vote[],
    name: string,
  ): Promise<ApprovalOptions> {
    const { actor } = currentContext();
    const { person, sole } = await this.deciders.me(tx);
    const own = isOwn(approval, person);
    const decides = isPerson(actor) && may(actor, 'approval:write');
    const waits = approval.state === 'pending' && undecidedUntil(approval) > this.clock.now();
    const found = await this.deciders.standing(tx, approval, votes);
    const common = {
      may_deny: decides && waits,
      may_withdraw: own && isHeld(approval),
      may_review: decides && approval.needsReview && (!own || sole),
    };
    if (!found.allowed) {
      const { code, message } = found;
      return { ...common, may_approve: false, needs_reason: false, refusal: { code, message } };
    }
    return {
      ...common,
      may_approve: decides && waits,
      as: found.as,
      needs_reason: found.needsReason,
      ...(found.needsConfirm ? { confirm_with: name } : {}),
    };
  }

  /** By the same words that will be used, as far as they are known before. */
  private foretell(approval: Approval, votes: readonly Vote[], { may_approve }: ApprovalOptions) {
    if (!may_approve) return [];
    const { name } = currentContext().actor;
    const approved = Object.assign({ ...approval }, { state: 'approved' as const, decidedBy: name });
    const { type, summary } = new ApprovalDecided(approved, votes);
    const [start, end] =
      approval.type === 'command.run'
        ? ['command.sent', 'command.result']
        : ['directive.started', 'directive.succeeded'];
    return [
      { type, summary },
      { type: start, summary: `Sent: ${approval.summary}` },
      { type: end, summary: 'How it ended, with its exit code.' },
    ];
  }
}

function wordsOf(approval: Approval, name: string) {
  const { rationale, level, commandLine, summary } = approval;
  const run = approval.type === 'command.run' ? 'Run ' : '';
  return {
    what: `${run}${summary} on ${name}`,
    command_line: commandLine || summary,
    effects: effectsOf(rationale),
    ...(approval.note ? { note: approval.note } : {}),
    level,
    treated_as: approval.treatedAs,
    self_approval: approval.selfApproval,
    reversible: reversibleOf(rationale, level),
    rationale_missing: !hasRationale(rationale),
    rules: rulesOf(rationale),
    bound: { hash: approval.boundHash, policy_version: approval.policyVersion },
    changes: approval.changes,
  };
}

/** The same program on the same target. */
function likeness({ type, subjectType, subjectId, payload, directiveId }: Approval) {
  const program = Array.isArray(payload['argv']) ? (payload['argv'] as unknown[])[0] : undefined;
  return {
    type,
    subject: { type: subjectType, id: subjectId },
    besides: directiveId,
    ...(typeof program === 'string' ? { same: { path: ['argv', '0'], value: program } } : {}),
  };
}

function toSimilar(directive: Directive): SimilarAction {
  return {
    directive_id: directive.id,
    summary: directive.summary,
    requested_by: directive.requestedBy.name,
    at: directive.requestedAt.toISOString(),
    status: directive.status,
    error_kind: directive.errorKind,
    error_message: directive.errorMessage,
  };
}

function outcomeOf({ status, errorKind, errorMessage, completedAt }: Directive) {
  return {
    status,
    error_kind: errorKind,
    error_message: errorMessage,
    completed_at: completedAt?.toISOString() ?? null,
  };
}
