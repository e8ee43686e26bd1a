import { Injectable } from '@nestjs/common';
import type { ChatMessage, ChatPart } from '@legator/contracts';
import type { Tx } from '@legator/core';
import { storable } from '../storable.js';
import { wordsOf } from './words.js';
import type { Said } from '../turns/turn.js';
import type { NotedMeta, TurnStatus } from '../turns/turn-row.js';

/** A message with what its turn says of it. */
export interface MessageRow {
  readonly id: string;
  readonly conversationId: string;
  readonly turnId: string;
  readonly place: number;
  readonly role: 'user' | 'assistant';
  readonly content: string;
  readonly parts: ChatPart[];
  readonly authorType: string | null;
  readonly authorId: string | null;
  readonly authorName: string | null;
  readonly createdAt: Date;
  readonly feedback: ChatMessage['feedback'];
  readonly status: TurnStatus;
  readonly via: 'model' | 'rules' | 'command' | null;
  readonly meta: NotedMeta;
  readonly commandsUsed: number;
  readonly untrusted: boolean;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
}

const SELECT = `select m.id, m.conversation_id as "conversationId", m.turn_id as "turnId", m.place::int, m.role, m.content,
    m.parts, m.author_type as "authorType", m.author_id as "authorId", m.author_name as "authorName",
    m.created_at as "createdAt", m.feedback, t.status, t.via, t.meta, t.commands_used as "commandsUsed", t.untrusted,
    t.started_at as "startedAt", t.ended_at as "endedAt"
  from chat_message m join chat_turn t on t.id = m.turn_id`;

/** Where a page of messages ends: just before this one. */
export interface MessagePlace {
  readonly place: number;
  readonly role: 'user' | 'assistant';
}

@Injectable()
export class MessagesStore {
  /** The first statement of a transaction whose reads have to fit together. */
  async ofOneMoment(tx: Tx): Promise<void> {
    await tx.query('set transaction isolation level repeatable read, read only');
  }

  async insert(
    tx: Tx,
    message: {
      id: string;
      tenantId: string;
      conversationId: string;
      turnId: string;
      place: number;
      role: 'user' | 'assistant';
      content: string;
      author: { type: string; id: string; name: string } | null;
      at: Date;
    },
  ): Promise<void> {
    const { author } = message;
    await tx.query(
      `with put as (
         insert into chat_message (id, tenant_id, conversation_id, turn_id, place, role, content, author_type, author_id,
           author_name, created_at, words)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, ${wordsOf('$7::text')}) on conflict do nothing returning conversation_id
       ) update chat_conversation c set messages = messages + 1,
           last_message_at = greatest(last_message_at, $11) from put where c.id = put.conversation_id`,
      [
        ...[
          message.id,
          message.tenantId,
          message.conversationId,
          message.turnId,
          message.place,
          message.role,
        ],
        ...[message.content, author?.type ?? null, author?.id ?? null, author?.name ?? null, message.at],
      ],
    );
  }

  async write(tx: Tx, id: string, content: string, parts: readonly ChatPart[]): Promise<void> {
    await tx.query(
      `update chat_message set content = $2, parts = $3, words = ${wordsOf('$2::text')} where id = $1`,
      [id, storable(content), JSON.stringify(storable(parts))],
    );
  }

  async find(tx: Tx, id: string): Promise<MessageRow | undefined> {
    const [row]: MessageRow[] = await tx.query(`${SELECT} where m.id = $1`, [id]);
    return row;
  }

  /** The last before a place, oldest first. */
  async page(tx: Tx, conversationId: string, limit: number, before?: MessagePlace): Promise<MessageRow[]> {
    const rows: MessageRow[] = await tx.query(
      `${SELECT} where m.conversation_id = $1
         and ($3::bigint is null or (m.place, m.role = 'assistant') < ($3, $4::boolean))
       order by m.place desc, (m.role = 'assistant') desc limit $2`,
      [conversationId, limit, before?.place ?? null, before ? before.role === 'assistant' : null],
    );
    return rows.reverse();
  }

  /** The same the other way round, for who reads all of it. */
  after(tx: Tx, conversationId: string, limit: number, after?: MessagePlace): Promise<MessageRow[]> {
    return tx.query(
      `${SELECT} where m.conversation_id = $1
         and ($3::bigint is null or (m.place, m.role = 'assistant') > ($3, $4::boolean))
       order by m.place, (m.role = 'assistant') limit $2`,
      [conversationId, limit, after?.place ?? null, after ? after.role === 'assistant' : null],
    );
  }

  /** What was said before a place in turns that are over, the newest first, with who said it or asked for it. */
  before(tx: Tx, conversationId: string, place: number, limit: number): Promise<Said[]> {
    return tx.query(
      `select m.role, m.content, m.role = 'assistant' and (t.untrusted or t.via = 'rules') as untrusted,
         jsonb_build_object('type', t.asker_type, 'id', t.asker_id, 'name', t.asker_name) as asker
       from chat_message m join chat_turn t on t.id = m.turn_id
       where m.conversation_id = $1 and m.place < $2 and t.status in ('done', 'stopped', 'failed', 'waiting')
         and m.content <> ''
       order by m.place desc, (m.role = 'assistant') desc limit $3`,
      [conversationId, place, limit],
    );
  }

  /**
   * The model whose choice these words were in an answer of the conversation, the last one; `unknown` where it was not
   * noted. Words that both a model and somebody else offered count as the model's: nobody knows which were pressed.
   */
  async offeredBy(tx: Tx, conversationId: string, words: string): Promise<string | undefined> {
    const choice = { value: storable(words) };
    const [row]: { model: string }[] = await tx.query(
      `select o.model from chat_message m join chat_turn t on t.id = m.turn_id
         cross join lateral (select case when q ? 'offered_by' then q ->> 'offered_by'
             when t.via = 'command' then null else coalesce(t.meta ->> 'model', 'unknown') end as model
           from jsonb_array_elements(m.parts) q
           where q ->> 'type' = 'question' and q -> 'choices' @> $3::jsonb) o
       where m.conversation_id = $1 and m.role = 'assistant' and m.parts @> $2::jsonb and o.model is not null
       order by m.place desc limit 1`,
      [conversationId, JSON.stringify([{ type: 'question', choices: [choice] }]), JSON.stringify([choice])],
    );
    return row?.model;
  }

  async giveFeedback(tx: Tx, id: string, feedback: ChatMessage['feedback']): Promise<void> {
    await tx.query('update chat_message set feedback = $2 where id = $1', [id, JSON.stringify(feedback)]);
  }
}
