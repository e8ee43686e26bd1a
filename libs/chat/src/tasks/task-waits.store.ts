import { Injectable } from '@nestjs/common';
import type { Tx } from '@legator/core';
import { heldAmong } from '@legator/directives';

/** A task that has waited for people long enough. */
export interface OverdueTask {
  readonly turnId: string;
  readonly tenantId: string;
  readonly directiveIds: readonly string[];
}

/** Tasks that wait. */
@Injectable()
export class TaskWaitsStore {
  /** As a worker: those that wait for somebody's yes since that time or longer, longest first. */
  overdue(tx: Tx, since: Date, limit: number): Promise<OverdueTask[]> {
    return tx.query(
      `select t.id as "turnId", t.tenant_id as "tenantId", t.waits_for as "directiveIds" from chat_turn t
       where t.status = 'waiting' and t.kind = 'task' and t.waits_since <= $1 and ${heldAmong('t.waits_for')}
       order by t.waits_since limit $2`,
      [since, limit],
    );
  }
}
