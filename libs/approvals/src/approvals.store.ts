import { Injectable } from '@nestjs/common';
import type { ApprovalState, ListApprovals } from '@legator/contracts';
import { notFound } from '@legator/core';
import type { Tx } from '@legator/core';
import { Approval } from './approval.entity.js';

/** Column, property and type of what is written when a request is opened. */
const OPENED = [
  ['id', 'id', 'uuid'],
  ['tenant_id', 'tenantId', 'text'],
  ['directive_id', 'directiveId', 'uuid'],
  ['type', 'type', 'text'],
  ['payload', 'payload', 'jsonb'],
  ['summary', 'summary', 'text'],
  ['command_line', 'commandLine', 'text'],
  ['subject_type', 'subjectType', 'text'],
  ['subject_id', 'subjectId', 'text'],
  ['risk', 'risk', 'text'],
  ['level', 'level', 'text'],
  ['reason', 'reason', 'text'],
  ['note', 'note', 'text'],
  ['requested_by_type', 'requestedByType', 'text'],
  ['requested_by_id', 'requestedById', 'text'],
  ['requested_by_name', 'requestedByName', 'text'],
  ['answerable', 'answerable', 'text'],
  ['rationale', 'rationale', 'jsonb'],
  ['bound_hash', 'boundHash', 'text'],
  ['bound', 'bound', 'jsonb'],
  ['policy_version', 'policyVersion', 'text'],
  ['treated_as', 'treatedAs', 'text'],
  ['self_approval', 'selfApproval', 'text'],
  ['second_approver', 'secondApprover', 'boolean'],
  ['own_allowed', 'ownAllowed', 'boolean'],
  ['state', 'state', 'text'],
  ['decided_by', 'decidedBy', 'text'],
  ['decided_at', 'decidedAt', 'timestamptz'],
  ['released_at', 'releasedAt', 'timestamptz'],
  ['created_at', 'createdAt', 'timestamptz'],
  ['expires_at', 'expiresAt', 'timestamptz'],
  ['supersedes', 'supersedes', 'uuid'],
  ['breakglass_reason', 'breakglassReason', 'text'],
  ['needs_review', 'needsReview', 'boolean'],
] as const;

const INSERT = `insert into approvals_approval (${OPENED.map(([column]) => column).join(', ')})
  select ${OPENED.map(([, property]) => `"${property}"`).join(', ')}
  from jsonb_to_recordset($1::jsonb) as r(${OPENED.map(([, property, type]) => `"${property}" ${type}`).join(', ')})`;

/** Undecided, or approved for a time that has not come. */
const HELD = `(state = 'pending' or (state = 'approved' and released_at is null))`;

/** Who asks what waits for them, or what they asked for. */
export interface Asking {
  readonly person: string;
  readonly sole: boolean;
}

/** Every query about requests that this room makes, apart from the one that uses them up. */
@Injectable()
export class ApprovalsStore {
  async insert(tx: Tx, approvals: readonly Approval[]): Promise<void> {
    await tx.query(INSERT, [JSON.stringify(approvals)]);
  }

  /** Newest first; ids grow with time, so they are the cursor. One more than the limit, if there is one. */
  list(tx: Tx, filter: ListApprovals, me?: Asking): Promise<Approval[]> {
    const query = tx
      .createQueryBuilder(Approval, 'a')
      .orderBy('a.id', 'DESC')
      .limit(filter.limit + 1);
    if (filter.status) query.andWhere('a.state = :status', { status: filter.status });
    if (filter.cursor) query.andWhere('a.id < :cursor', { cursor: filter.cursor });
    if (filter.needs_review) query.andWhere('a.needs_review');
    if (filter.decided) query.andWhere(`a.state <> 'pending'`);
    if (filter.asked_by && me) {
      // The same as `isOwn`.
      query.andWhere(
        `(a.answerable = :person or a.requested_by_type || ':' || a.requested_by_id = :person)`,
        me,
      );
    }
    if (filter.waiting_for && me) {
      // The same as `standing`, of which a test makes sure.
      query.andWhere(
        `a.state = 'pending' and least(a.expires_at, a.not_after) > now()
         and not exists (select from approvals_vote v where v.approval_id = a.id and v.person = :person)
         and (a.answerable <> :person or a.own_allowed or (:sole and a.self_approval <> 'never'))`,
        me,
      );
    }
    return query.getMany();
  }

  async get(tx: Tx, id: string): Promise<Approval> {
    const found = await this.find(tx, id);
    if (!found) throw notFound('approval', id);
    return found;
  }

  async find(tx: Tx, id: string): Promise<Approval | undefined> {
    return (await tx.findOne(Approval, { where: { id } })) ?? undefined;
  }

  /** Locks the row. The directive's is locked before, always, so that nobody waits for each other. */
  async take(tx: Tx, id: string): Promise<Approval> {
    const found = await tx.findOne(Approval, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!found) throw notFound('approval', id);
    return found;
  }

  /** Changes a row that the caller has locked. @returns how it is then */
  async change(tx: Tx, approval: Approval, to: Partial<Approval>): Promise<Approval> {
    await tx.update(Approval, { id: approval.id }, to as object);
    return Object.assign(new Approval(), approval, to);
  }

  pendingCount(tx: Tx): Promise<number> {
    return tx.count(Approval, { where: { state: 'pending' } });
  }

  /** How many wait, by probe; those for whom none do are left out. */
  pendingByProbe(tx: Tx, probeIds: readonly string[]): Promise<{ id: string; n: number }[]> {
    return tx.query(
      `select subject_id as id, count(*)::int as n from approvals_approval
       where state = 'pending' and subject_type = 'probe' and subject_id = any($1) group by subject_id`,
      [probeIds],
    );
  }

  pendingFor(tx: Tx, directiveIds: readonly string[]): Promise<{ directiveId: string; id: string }[]> {
    return tx.query(
      `select directive_id as "directiveId", id from approvals_approval
       where state = 'pending' and directive_id = any($1)
       union
       select p.directive_id, a.id from approvals_part p join approvals_approval a on a.id = p.approval_id
       where a.state = 'pending' and p.directive_id = any($1)`,
      [directiveIds],
    );
  }

  /** Settles requests that still hold something, and only those. */
  async settle(
    tx: Tx,
    directiveIds: readonly string[],
    { state, by, why, only }: { state: ApprovalState; by: string; why: string; only?: 'pending' },
  ): Promise<Approval[]> {
    const rows: { id: string }[] = await tx.query(
      `with settled as (
         update approvals_approval set state = $2, decided_by = $3, decided_at = now(), decision_reason = $4
         where directive_id = any($1) and ${only ? `state = 'pending'` : HELD} returning id
       ) select id from settled`,
      [directiveIds, state, by, why],
    );
    return Promise.all(rows.map(({ id }) => this.get(tx, id)));
  }

  /**
   * Requests whose time is over, or that of the window which whoever approved first has given. Not locked: the directive's row is what
   * everybody locks first.
   */
  async expired(tx: Tx, limit: number): Promise<Approval[]> {
    return tx
      .createQueryBuilder(Approval, 'approval')
      .where(`approval.state = 'pending' and (approval.expires_at <= now() or approval.not_after <= now())`)
      .orderBy('approval.expiresAt')
      .limit(limit)
      .getMany();
  }

  /** Approved for later, and later is now. By id, from one on; not locked either. */
  due(tx: Tx, after: string | undefined, limit: number): Promise<{ id: string; tenantId: string }[]> {
    return tx.query(
      `select id, tenant_id as "tenantId" from approvals_approval
       where state = 'approved' and released_at is null and (not_before is null or not_before <= now())
         and ($1::uuid is null or id > $1) order by id limit $2`,
      [after ?? null, limit],
    );
  }
}
