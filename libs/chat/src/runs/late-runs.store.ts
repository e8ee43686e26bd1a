import { Injectable } from '@nestjs/common';
import type { Tx } from '@legator/core';

/** A turn that ended before what it asked for. */
export interface LateTurn {
  readonly id: string;
  readonly tenantId: string;
  readonly conversationId: string;
  readonly answerId: string;
}

/** Turns over whose commands are still under way, or may be. */
@Injectable()
export class LateRunsStore {
  /** As a worker: those to be looked at now. Each is due again after a tenth of its age, at least 1 s and at most 30 s. */
  due(tx: Tx, limit: number): Promise<LateTurn[]> {
    return tx.query(
      `with due as (
         select id from chat_turn where runs_look_at <= now()
         order by runs_look_at limit $1 for update skip locked
       ), taken as (
         update chat_turn t set runs_look_at = now()
             + greatest(interval '1 second', least(interval '30 seconds', (now() - t.ended_at) / 10))
         from due where t.id = due.id
         returning t.id, t.tenant_id, t.conversation_id, t.answer_id
       ) select id, tenant_id as "tenantId", conversation_id as "conversationId", answer_id as "answerId" from taken`,
      [limit],
    );
  }

  /** Locks it. @returns whether it is still to be looked at */
  async isLate(tx: Tx, turnId: string): Promise<boolean> {
    const rows = await tx.query(
      'select 1 from chat_turn where id = $1 and runs_look_at is not null for update',
      [turnId],
    );
    return rows.length > 0;
  }

  async settled(tx: Tx, turnId: string): Promise<void> {
    await tx.query('update chat_turn set runs_look_at = null where id = $1', [turnId]);
  }
}
