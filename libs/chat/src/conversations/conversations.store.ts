import { Injectable } from '@nestjs/common';
import type { ChatScope, ConversationState, ListConversations } from '@legator/contracts';
import { notFound } from '@legator/core';
import type { Actor, Tx } from '@legator/core';
import { reads, readsAll } from './readership.js';
import { wordsOf } from './words.js';

export interface ConversationRow {
  readonly id: string;
  readonly scope: ChatScope;
  readonly probeId: string | null;
  readonly title: string;
  readonly titledBy: 'nobody' | 'question' | 'answer' | 'person';
  readonly createdByType: string;
  readonly createdById: string;
  readonly createdByName: string;
  readonly createdAt: Date;
  readonly lastMessageAt: Date;
  readonly lastSeq: number;
  readonly messages: number;
  readonly probes: number;
  readonly state: ConversationState;
  /** Directives that its turns wait for. */
  readonly waitsFor: readonly string[];
}

const SELECT = `select c.id, c.scope, c.probe_id as "probeId", c.title, c.titled_by as "titledBy",
    c.created_by_type as "createdByType", c.created_by_id as "createdById", c.created_by_name as "createdByName",
    c.created_at as "createdAt", c.last_message_at as "lastMessageAt", c.last_seq::int as "lastSeq", c.messages,
    cardinality(c.touched) as probes, coalesce(s.state, 'idle') as state, coalesce(s.waits, '{}') as "waitsFor"
  from chat_conversation c
  left join lateral (
    select case when bool_or(t.status = 'working') then 'working' when bool_or(t.status = 'queued') then 'queued'
        when bool_or(t.status = 'waiting') then 'waiting' end as state,
      (select array_agg(d) from chat_turn w, unnest(w.waits_for) d
        where w.conversation_id = c.id and w.status = 'waiting') as waits
    from chat_turn t where t.conversation_id = c.id and t.status in ('queued', 'working', 'waiting')
  ) s on true`;

/** Where a page of conversations goes on. */
export interface ConversationCursor {
  readonly at: string;
  readonly id: string;
}

@Injectable()
export class ConversationsStore {
  async insert(
    tx: Tx,
    conversation: {
      id: string;
      scope: ChatScope;
      probeId: string | null;
      title: string;
      titledBy: 'nobody' | 'person';
      actor: Actor;
      at: Date;
    },
  ): Promise<void> {
    const { id, scope, probeId, title, titledBy, actor, at } = conversation;
    await tx.query(
      `insert into chat_conversation (id, tenant_id, scope, probe_id, title, titled_by, created_by_type, created_by_id,
         created_by_name, created_at, last_message_at, words)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, ${wordsOf('$5::text')})`,
      [id, actor.tenantId, scope, probeId, title, titledBy, actor.type, actor.id, actor.name, at],
    );
  }

  /** As this reader may. @throws `not_found`, also for one that is not open to them */
  async get(tx: Tx, reader: Actor, id: string): Promise<ConversationRow> {
    const [row]: ConversationRow[] = await tx.query(`${SELECT} where c.id = $1`, [id]);
    if (!row || !reads(reader, row)) throw notFound('conversation', id);
    return row;
  }

  /** Locks it: whoever appends to it comes after. @throws `not_found`, also for one that is not open to them */
  async lock(tx: Tx, reader: Actor, id: string): Promise<ConversationRow> {
    await this.get(tx, reader, id);
    await tx.query('select 1 from chat_conversation where id = $1 for update', [id]);
    return this.get(tx, reader, id);
  }

  /**
   * For a turn at work in it, before it takes its own row: whoever asks, stops or removes locks the conversation first
   * and its turns behind it, and in the other order the two would wait for each other.
   */
  async hold(tx: Tx, id: string): Promise<void> {
    await tx.query('select 1 from chat_conversation where id = $1 for no key update', [id]);
  }

  /** For a turn at work in it, whoever asked. */
  async titledBy(tx: Tx, id: string): Promise<ConversationRow['titledBy'] | undefined> {
    const [row]: { by: ConversationRow['titledBy'] }[] = await tx.query(
      'select titled_by as by from chat_conversation where id = $1',
      [id],
    );
    return row?.by;
  }

  /** Until the end of the transaction nobody else begins one for this actor about it, so that two at once find the same. */
  async beginAlone(
    tx: Tx,
    { tenantId, type, id }: Actor,
    { scope, probeId }: { scope: ChatScope; probeId: string | null },
  ): Promise<void> {
    const name = JSON.stringify([tenantId, type, id, scope, probeId]);
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 7305911211))', [name]);
  }

  /** The newest that this actor began about it; those of tasks are not talks. */
  async newestOf(
    tx: Tx,
    actor: Actor,
    about: { scope: ChatScope; probeId: string | null },
  ): Promise<ConversationRow | undefined> {
    const [row]: ConversationRow[] = await tx.query(
      `${SELECT} where c.scope = $1 and c.probe_id is not distinct from $2 and c.created_by_type = $3
         and c.created_by_id = $4
         and not exists (select from chat_turn t where t.conversation_id = c.id and t.kind = 'task')
       order by c.last_message_at desc, c.id desc limit 1`,
      [about.scope, about.probeId, actor.type, actor.id],
    );
    return row;
  }

  /** Those that this reader may read, the newest first. `words` is a query of full text; the time in the cursor is to the microsecond. */
  list(
    tx: Tx,
    reader: Actor,
    filter: Pick<ListConversations, 'scope' | 'probe_id' | 'limit' | 'mine'>,
    more: { words?: string; cursor?: ConversationCursor },
  ): Promise<(ConversationRow & { at: string })[]> {
    const by = filter.mine === 'true' || !readsAll(reader) ? reader : undefined;
    return tx.query(
      `${SELECT.replace('select ', 'select c.last_message_at::text as at, ')}
       where ($1::text is null or c.scope = $1) and ($2::text is null or c.probe_id = $2)
         and ($3::text is null or (c.created_by_type = $3 and c.created_by_id = $4))
         and ($5::text is null or c.words @@ to_tsquery('simple', $5) or exists (
           select from chat_message m where m.conversation_id = c.id and m.words @@ to_tsquery('simple', $5)))
         and ($6::timestamptz is null or (c.last_message_at, c.id) < ($6, $7::uuid))
       order by c.last_message_at desc, c.id desc limit $8`,
      [
        ...[filter.scope ?? null, filter.probe_id ?? null, by?.type ?? null, by?.id ?? null],
        ...[more.words ?? null, more.cursor?.at ?? null, more.cursor?.id ?? null, filter.limit + 1],
      ],
    );
  }

  async retitle(tx: Tx, id: string, title: string, by: 'question' | 'answer' | 'person'): Promise<void> {
    await tx.query(
      `update chat_conversation set title = $2, titled_by = $3, words = ${wordsOf('$2::text')} where id = $1`,
      [id, title, by],
    );
  }

  /** Adds probes that a command was meant for. */
  async touch(tx: Tx, id: string, probeIds: readonly string[]): Promise<void> {
    if (probeIds.length === 0) return;
    await tx.query(
      `update chat_conversation set touched = (select array_agg(distinct p) from unnest(touched || $2::text[]) p)
       where id = $1`,
      [id, probeIds],
    );
  }

  async remove(tx: Tx, id: string): Promise<void> {
    await tx.query('delete from chat_conversation where id = $1', [id]);
  }

  /**
   * As a worker: removes those in which nothing was said since, and nothing is open. The age is part of the deletion
   * itself: where somebody says something between finding and deleting, it is read again as they left it.
   * @returns how many
   */
  async removeOld(tx: Tx, before: Date, limit: number): Promise<number> {
    const [{ n }]: [{ n: number }] = await tx.query(
      `with old as (
         select id from chat_conversation c where last_message_at < $1
           and not exists (select from chat_turn t where t.conversation_id = c.id
             and t.status in ('queued', 'working', 'waiting'))
         order by last_message_at limit $2
       ), gone as (
         delete from chat_conversation c using old where c.id = old.id and c.last_message_at < $1 returning 1
       )
       select count(*)::int as n from gone`,
      [before, limit],
    );
    return n;
  }
}
