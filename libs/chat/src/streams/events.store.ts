import { Injectable } from '@nestjs/common';
import type { ChatEvent, ChatEventBody, ChatMessage } from '@legator/contracts';
import type { Tx } from '@legator/core';
import { storable } from '../storable.js';

/** Something that happened, before it has a number. */
export interface NewEvent {
  readonly turnId: string | null;
  readonly at: Date;
  readonly body: ChatEventBody;
}

interface EventRow {
  readonly seq: string;
  readonly turn_id: string | null;
  readonly body: Record<string, unknown>;
  readonly at: Date;
}

/** The events of conversations. Their numbers have no gaps and are in the order of the commits. */
@Injectable()
export class EventsStore {
  /** Appends in the given order; other writers of this conversation wait until the commit. @returns the last number */
  async append(tx: Tx, conversationId: string, events: readonly NewEvent[]): Promise<number> {
    const rows = events.map(({ turnId, at, body }, at_) => {
      const { type, ...rest } = storable(body);
      return { n: at_ + 1, turn_id: turnId, type, body: rest, at };
    });
    const written: { seq: string }[] = await tx.query(
      `with moved as (
         update chat_conversation set last_seq = last_seq + $2 where id = $1 returning last_seq - $2 as base, tenant_id
       ), written as (
         insert into chat_event (conversation_id, seq, tenant_id, turn_id, type, body, at)
         select $1, m.base + e.n, m.tenant_id, e.turn_id, e.type, e.body, e.at
         from moved m, jsonb_to_recordset($3::jsonb) as e(n int, turn_id uuid, type text, body jsonb, at timestamptz)
         returning seq
       ) select max(seq) as seq from written`,
      [conversationId, rows.length, JSON.stringify(rows)],
    );
    return Number(written[0]!.seq);
  }

  /** What came after a number, in order; nothing at all when there is no such conversation. */
  async after(
    tx: Tx,
    conversationId: string,
    after: number,
    limit: number,
  ): Promise<ChatEvent[] | undefined> {
    const rows: (EventRow & { there: boolean })[] = await tx.query(
      `select e.seq, e.turn_id, jsonb_build_object('type', e.type) || e.body as body, e.at
       from chat_conversation c left join lateral (
         select * from chat_event e where e.conversation_id = c.id and e.seq > $2 order by e.seq limit $3
       ) e on true
       where c.id = $1 order by e.seq`,
      [conversationId, after, limit],
    );
    if (rows.length === 0) return undefined;
    return rows.filter(({ seq }) => seq !== null).map((row) => toEvent(conversationId, row));
  }

  /** What the answers of turns are made of so far, in order. */
  async pieces(
    tx: Tx,
    turnIds: readonly string[],
  ): Promise<{ turnId: string; type: 'chunk' | 'part'; body: Record<string, unknown> }[]> {
    if (turnIds.length === 0) return [];
    return tx.query(
      `select turn_id as "turnId", type, body from chat_event
       where turn_id = any($1) and type in ('chunk', 'part') order by turn_id, seq`,
      [turnIds],
    );
  }

  /** The event that said that a turn was stopped tells its answer as it is now: its pieces are dropped in time. */
  async restate(tx: Tx, turnId: string, message: ChatMessage): Promise<void> {
    await tx.query(
      `update chat_event set body = jsonb_set(body, '{message}', $2::jsonb) where turn_id = $1 and type = 'stopped'`,
      [turnId, JSON.stringify(storable(message))],
    );
  }

  /**
   * As a worker: drops the pieces of answers that were whole long ago. Their last event has all of them, those too that
   * came behind it.
   */
  async dropPieces(tx: Tx, before: Date, limit: number): Promise<number> {
    const [{ n }]: [{ n: number }] = await tx.query(
      `with old as (
         select e.conversation_id, e.seq from chat_event e join chat_turn t on t.id = e.turn_id
         where e.type in ('chunk', 'part', 'progress') and e.at < $1 and t.status in ('done', 'stopped', 'failed')
         limit $2
       ), dropped as (
         delete from chat_event e using old where e.conversation_id = old.conversation_id and e.seq = old.seq returning 1
       ) select count(*)::int as n from dropped`,
      [before, limit],
    );
    return n;
  }
}

function toEvent(conversationId: string, { seq, turn_id, body, at }: EventRow): ChatEvent {
  return {
    ...body,
    seq: Number(seq),
    conversation_id: conversationId,
    turn_id,
    at: at.toISOString(),
  } as ChatEvent;
}
