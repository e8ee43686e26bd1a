import { Injectable } from '@nestjs/common';
import type { ApprovalState, ListApprovals } from '@legator/contracts';
import { notFound } from '@legator/core';
import type { Tx } from '@legator/core';
import { Approval } from './approval.entity.js';

/** Every query this room makes. */
@Injectable()
export class ApprovalsStore {
  async insert(tx: Tx, approvals: readonly Approval[]): Promise<void> {
    await tx.query(
      `insert into approvals_approval (id, tenant_id, directive_id, type, payload, summary, subject_type, subject_id, risk,
         reason, requested_by_type, requested_by_id, requested_by_name, rationale, state, created_at, expires_at)
       select id, "tenantId", "directiveId", type, payload, summary, "subjectType", "subjectId", risk, reason,
         "requestedByType", "requestedById", "requestedByName", rationale, 'pending', "createdAt", "expiresAt"
       from jsonb_to_recordset($1::jsonb) as r(id uuid, "tenantId" text, "directiveId" uuid, type text, payload jsonb,
         summary text, "subjectType" text, "subjectId" text, risk text, reason text, "requestedByType" text,
         "requestedById" text, "requestedByName" text, rationale jsonb, "createdAt" timestamptz, "expiresAt" timestamptz)`,
      [JSON.stringify(approvals)],
    );
  }

  list(tx: Tx, { status, limit }: ListApprovals): Promise<Approval[]> {
    return tx.find(Approval, { where: status ? { state: status } : {}, order: { id: 'DESC' }, take: limit });
  }

  async get(tx: Tx, id: string): Promise<Approval> {
    const found = await tx.findOne(Approval, { where: { id } });
    if (!found) throw notFound('approval', id);
    return found;
  }

  pendingCount(tx: Tx): Promise<number> {
    return tx.count(Approval, { where: { state: 'pending' } });
  }

  /** Settles requests that still wait, and only those. */
  async settle(
    tx: Tx,
    directiveIds: readonly string[],
    state: ApprovalState,
    by: string,
  ): Promise<Approval[]> {
    const rows: { id: string }[] = await tx.query(
      `with settled as (
         update approvals_approval set state = $2, decided_by = $3, decided_at = now()
         where directive_id = any($1) and state = 'pending' returning id
       ) select id from settled`,
      [directiveIds, state, by],
    );
    return Promise.all(rows.map(({ id }) => this.get(tx, id)));
  }

  /** Requests whose time is over. Not locked: the directive's row is what everybody locks first. */
  async expired(tx: Tx, limit: number): Promise<Approval[]> {
    return tx
      .createQueryBuilder(Approval, 'approval')
      .where(`approval.state = 'pending' and approval.expires_at <= now()`)
      .orderBy('approval.expiresAt')
      .limit(limit)
      .getMany();
  }
}
