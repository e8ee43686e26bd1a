import { tenantTable } from '@legator/core';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Conversations, what is said in them, and the turns that answer: rows, so that nothing is lost whatever is killed. */
export class ChatConversations1780000017000 implements MigrationInterface {
  name = 'ChatConversations1780000017000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table chat_conversation (
        id uuid primary key,
        tenant_id text not null,
        scope text not null check (scope in ('fleet', 'probe')),
        -- No reference: what was said about a probe outlives it.
        probe_id text,
        title text not null,
        -- What a person chose is never replaced by something else.
        titled_by text not null default 'nobody' check (titled_by in ('nobody', 'question', 'answer', 'person')),
        created_by_type text not null,
        created_by_id text not null,
        created_by_name text not null,
        created_at timestamptz not null,
        last_message_at timestamptz not null,
        -- Numbers of events are given out under the lock of this row, so whoever reads after a number misses nothing.
        last_seq bigint not null default 0,
        messages int not null default 0,
        -- Probes that a command of it was meant for.
        touched text[] not null default '{}',
        words tsvector generated always as
          (to_tsvector('simple', regexp_replace(lower(title), '[^[:alnum:]]+', ' ', 'g'))) stored,
        check ((scope = 'probe') = (probe_id is not null))
      ) with (fillfactor = 60);
      create index chat_conversation_newest on chat_conversation (tenant_id, last_message_at desc, id desc);
      create index chat_conversation_of_probe on chat_conversation (tenant_id, probe_id, last_message_at desc)
        where probe_id is not null;
      create index chat_conversation_age on chat_conversation (last_message_at);
      create index chat_conversation_words on chat_conversation using gin (words);

      create table chat_turn (
        id uuid primary key,
        tenant_id text not null,
        conversation_id uuid not null references chat_conversation on delete cascade,
        -- The number of the event with the question: turns go in this order.
        place bigint not null,
        status text not null check (status in ('queued', 'working', 'waiting', 'done', 'stopped', 'failed')),
        asker_type text not null,
        asker_id text not null,
        asker_name text not null,
        -- As typed, while it is needed; cleaned of secrets when the turn is over.
        question text not null,
        target text,
        confirmed_targets int not null default 0,
        request_id uuid,
        message_id uuid not null,
        answer_id uuid not null,
        nonce text not null,
        -- Who answers: chosen once, and the same when it goes on.
        via text check (via in ('model', 'rules', 'command')),
        meta jsonb not null default '{}',
        commands_used int not null default 0,
        untrusted boolean not null default false,
        asked_at timestamptz not null,
        started_at timestamptz,
        ended_at timestamptz,
        work_ms int not null default 0,
        -- Each time it is taken up it gets the next number; what an earlier holder writes is refused.
        attempt int not null default 0,
        takeovers int not null default 0,
        lease_by text,
        lease_until timestamptz,
        stop_by text,
        waits_since timestamptz,
        waits_reason text,
        waits_for uuid[],
        error_code text,
        unique (conversation_id, place),
        unique (conversation_id, request_id)
      ) with (fillfactor = 60);
      create unique index chat_turn_at_work on chat_turn (conversation_id) where status = 'working';
      create index chat_turn_open on chat_turn (asked_at) where status in ('queued', 'working');
      create index chat_turn_waiting on chat_turn (waits_since) where status = 'waiting';

      create table chat_message (
        id uuid primary key,
        tenant_id text not null,
        conversation_id uuid not null references chat_conversation on delete cascade,
        turn_id uuid not null references chat_turn on delete cascade,
        -- An answer stands behind its question, whatever was asked meanwhile.
        place bigint not null,
        role text not null check (role in ('user', 'assistant')),
        content text not null,
        parts jsonb not null default '[]',
        author_type text,
        author_id text,
        author_name text,
        meta jsonb,
        created_at timestamptz not null,
        feedback jsonb,
        words tsvector generated always as
          (to_tsvector('simple', regexp_replace(lower(left(content, 50000)), '[^[:alnum:]]+', ' ', 'g'))) stored,
        unique (conversation_id, place, role)
      );
      create index chat_message_turn on chat_message (turn_id);
      create index chat_message_words on chat_message using gin (words);

      create table chat_event (
        conversation_id uuid not null references chat_conversation on delete cascade,
        seq bigint not null,
        tenant_id text not null,
        turn_id uuid,
        type text not null,
        body jsonb not null,
        at timestamptz not null,
        primary key (conversation_id, seq)
      );
      create index chat_event_turn on chat_event (turn_id, seq);
      create index chat_event_pieces on chat_event (at) where type in ('chunk', 'part', 'progress');

      create table chat_step (
        id uuid primary key,
        tenant_id text not null,
        turn_id uuid not null references chat_turn on delete cascade,
        -- Names the call within the turn: the same one again is the same step.
        call_id text not null,
        tool text not null,
        input jsonb not null,
        status text not null check (status in ('running', 'pending', 'done', 'failed')),
        summary text not null default '',
        -- All that came of it; nothing where it was too large to keep.
        answer jsonb,
        directive_ids uuid[] not null default '{}',
        started_at timestamptz not null,
        ended_at timestamptz,
        unique (turn_id, call_id)
      );
    `);
    const app = 'select, insert, update, delete';
    await tenantTable(runner, 'chat_conversation', { app, worker: 'select, delete' });
    await tenantTable(runner, 'chat_turn', { app, worker: 'select, update' });
    await tenantTable(runner, 'chat_message', { app });
    await tenantTable(runner, 'chat_event', { app, worker: 'select, delete' });
    await tenantTable(runner, 'chat_step', { app });
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
