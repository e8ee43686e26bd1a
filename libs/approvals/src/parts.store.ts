import { Injectable } from '@nestjs/common';
import type { Tx } from '@legator/core';
import type { Use } from './uses.store.js';

/** A directive that stands behind the decision about another. */
export interface ApprovalPart {
  readonly directiveId: string;
  readonly approvalId: string;
  readonly tenantId: string;
  readonly boundHash: string;
}

/** Queries on `approvals_part`. */
@Injectable()
export class PartsStore {
  async insert(tx: Tx, parts: readonly ApprovalPart[], now: Date): Promise<void> {
    if (parts.length === 0) return;
    await tx.query(
      `insert into approvals_part (directive_id, approval_id, tenant_id, bound_hash, created_at)
       select "directiveId", "approvalId", "tenantId", "boundHash", $2 from jsonb_to_recordset($1::jsonb)
         as r("directiveId" uuid, "approvalId" uuid, "tenantId" text, "boundHash" text)`,
      [JSON.stringify(parts), now],
    );
  }

  /** Of approvals with these hashes, those that were decided and used for what they are about. */
  async standing(
    tx: Tx,
    approvals: readonly { approvalId: string; directiveId: string; hash: string }[],
  ): Promise<Set<string>> {
    const rows: { id: string }[] = await tx.query(
      `select a.id from approvals_approval a
       join jsonb_to_recordset($1::jsonb) as w("approvalId" uuid, "directiveId" uuid, hash text)
         on a.id = w."approvalId" and a.directive_id = w."directiveId" and a.bound_hash = w.hash
       where a.state = 'approved' and a.released_at is not null and a.consumed_at is not null`,
      [JSON.stringify(approvals)],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Uses them up, like approvals of their own. @returns the directives that may start */
  async consume(tx: Tx, uses: readonly Use[]): Promise<Set<string>> {
    if (uses.length === 0) return new Set();
    const rows: { directive_id: string }[] = await tx.query(
      `with wanted as (
         select * from jsonb_to_recordset($1::jsonb)
           as r("directiveId" uuid, "approvalId" uuid, hash text, resumed boolean)
       ), used as (
         update approvals_part p set consumed_at = coalesce(p.consumed_at, now()) from wanted w, approvals_approval a
         where p.directive_id = w."directiveId" and p.approval_id = w."approvalId" and p.bound_hash = w.hash
           and (p.consumed_at is null or w.resumed) and a.id = p.approval_id and a.state = 'approved'
         returning p.directive_id
       ) select directive_id from used`,
      [JSON.stringify(uses)],
    );
    return new Set(rows.map(({ directive_id }) => directive_id));
  }
}
