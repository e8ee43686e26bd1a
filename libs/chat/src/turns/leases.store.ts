import { Injectable } from '@nestjs/common';
import type { Tx } from '@legator/core';
import { unfinishedAmong } from '@legator/directives';
import type { TakenTurn } from './turn-row.js';

const CLAIM = `
  with free as (
    select t.id, t.status = 'working' as abandoned from chat_turn t
    where (t.status = 'queued' and not exists (
        select from chat_turn o where o.conversation_id = t.conversation_id
          and (o.status = 'working' or (o.status = 'queued' and o.place < t.place))))
      or (t.status = 'working' and t.lease_until < now())
    order by t.asked_at limit $3 for update of t skip locked
  ), taken as (
    update chat_turn t set status = 'working', lease_by = $1, lease_until = now() + $2 * interval '1 millisecond',
      attempt = t.attempt + 1, takeovers = t.takeovers + f.abandoned::int, started_at = coalesce(t.started_at, now()),
      waits_for = null, waits_reason = null, waits_since = null
    from free f where t.id = f.id returning t.*
  )
  select t.id, t.tenant_id as "tenantId", t.conversation_id as "conversationId", c.scope, c.probe_id as "probeId",
    t.place::int, t.asker_type as "askerType", t.asker_id as "askerId", t.asker_name as "askerName", t.question,
    t.kind, t.target, t.confirmation, t.answer_id as "answerId", t.nonce, t.via, t.meta,
    t.commands_used as "commandsUsed", t.untrusted, t.asked_at as "askedAt", t.started_at as "startedAt",
    t.work_ms as "workMs", t.attempt, t.takeovers, t.stop_by as "stopBy"
  from taken t join chat_conversation c on c.id = t.conversation_id order by t.asked_at`;

/** Who works at which turn, across tenants; all of it runs as a worker. Leases go by the clock of the database. */
@Injectable()
export class LeasesStore {
  /**
   * Takes up what is next in its conversation, and what somebody left whose lease is over. That a conversation has one
   * turn at work is an index: where two replicas meet, one of them gets an error and looks again.
   */
  claim(tx: Tx, by: string, leaseMs: number, limit: number): Promise<TakenTurn[]> {
    return tx.query(CLAIM, [by, leaseMs, limit]);
  }

  /** Prolongs what is still held. @returns those, and who wants one stopped */
  extend(
    tx: Tx,
    by: string,
    turnIds: readonly string[],
    leaseMs: number,
  ): Promise<{ id: string; attempt: number; stopBy: string | null }[]> {
    return tx.query(
      `with held as (
         update chat_turn set lease_until = now() + $3 * interval '1 millisecond'
         where id = any($2) and lease_by = $1 and status = 'working' returning id, attempt, stop_by
       ) select id, attempt, stop_by as "stopBy" from held`,
      [by, turnIds, leaseMs],
    );
  }

  /** What these waited for has happened: they are next in their conversations. @returns how many that moved */
  async wakeReady(tx: Tx, limit: number): Promise<number> {
    const [{ n }]: [{ n: number }] = await tx.query(
      `with ready as (
         select t.id from chat_turn t where t.status = 'waiting' and not ${unfinishedAmong('t.waits_for')}
         order by t.waits_since limit $1 for update of t skip locked
       ), woken as (
         update chat_turn t set status = 'queued' from ready r where t.id = r.id returning 1
       ) select count(*)::int as n from woken`,
      [limit],
    );
    return n;
  }
}
