import { Injectable } from '@nestjs/common';
import type { Tx } from '@legator/core';
import type { Vote } from './vote.js';

/** Who said yes. Rows are never changed. */
@Injectable()
export class VotesStore {
  async insert(tx: Tx, votes: readonly Vote[]): Promise<void> {
    if (votes.length === 0) return;
    await tx.query(
      `insert into approvals_vote (approval_id, tenant_id, person, name, given_as, reason, claimed_by, at)
       select "approvalId", "tenantId", person, name, "as", reason, "claimedBy", at
       from jsonb_to_recordset($1::jsonb) as r("approvalId" uuid, "tenantId" text, person text, name text, "as" text,
         reason text, "claimedBy" text, at timestamptz)`,
      [JSON.stringify(votes)],
    );
  }

  /** By approval, in the order in which they were given. */
  async of(tx: Tx, approvalIds: readonly string[]): Promise<Map<string, Vote[]>> {
    const rows: Vote[] = await tx.query(
      `select approval_id as "approvalId", tenant_id as "tenantId", person, name, given_as as "as", reason,
         claimed_by as "claimedBy", at from approvals_vote where approval_id = any($1) order by at, person`,
      [approvalIds],
    );
    return Map.groupBy(rows, ({ approvalId }) => approvalId);
  }
}
