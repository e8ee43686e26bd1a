import { Injectable } from '@nestjs/common';
import type { Tx } from '@legator/core';
import { Approval } from './approval.entity.js';

/** What wants to start, and what it would be. */
export interface Use {
  readonly directiveId: string;
  readonly approvalId: string | null;
  readonly hash: string;
  readonly resumed: boolean;
}

/** The query that uses approvals up. */
@Injectable()
export class UsesStore {
  /**
   * One statement says all that has to be so: approved, released, bound to exactly this, not used before.
   * @returns the directives whose approval holds
   */
  async consume(tx: Tx, uses: readonly Use[]): Promise<Set<string>> {
    const rows: { directive_id: string }[] = await tx.query(
      `with wanted as (
         select * from jsonb_to_recordset($1::jsonb)
           as r("directiveId" uuid, "approvalId" uuid, hash text, resumed boolean)
       ), used as (
         update approvals_approval a set consumed_at = coalesce(a.consumed_at, now()) from wanted w
         where a.id = w."approvalId" and a.directive_id = w."directiveId" and a.state = 'approved'
           and a.released_at is not null and a.bound_hash = w.hash and (a.consumed_at is null or w.resumed)
         returning a.directive_id
       ) select directive_id from used`,
      [JSON.stringify(uses)],
    );
    return new Set(rows.map(({ directive_id }) => directive_id));
  }

  async find(tx: Tx, ids: readonly string[]): Promise<Map<string, Approval>> {
    const found = await tx
      .createQueryBuilder(Approval, 'a')
      .where('a.id = any(:ids)', { ids })
      .orderBy('a.id')
      .setLock('pessimistic_write')
      .getMany();
    return new Map(found.map((approval) => [approval.id, approval]));
  }
}
