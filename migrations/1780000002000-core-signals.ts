import { globalTable, tenantTable } from '@legator/core';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Facts, and the feed in which they are numbered after commit. */
export class CoreSignals1780000002000 implements MigrationInterface {
  name = 'CoreSignals1780000002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table core_signal (
        id uuid primary key,
        tenant_id text not null,
        type text not null,
        schema_version int not null default 1,
        dedupe_key text check (length(dedupe_key) <= 512),
        summary text not null,
        payload jsonb not null default '{}',
        probe_id text,
        occurred_at timestamptz not null,
        recorded_at timestamptz not null default now(),
        correlation_id text,
        causation_kind text,
        causation_id text,
        actor_type text not null,
        actor_id text not null,
        subject_type text not null,
        subject_id text not null,
        source text,
        source_event_id text,
        late boolean not null default false
      );
      create unique index core_signal_dedupe on core_signal (tenant_id, dedupe_key) where dedupe_key is not null;
      create unique index core_signal_source on core_signal (tenant_id, source, source_event_id) where source_event_id is not null;
      create index core_signal_subject_at on core_signal (tenant_id, subject_type, subject_id, occurred_at desc);
      create index core_signal_type_at on core_signal (tenant_id, type, occurred_at desc);
      create index core_signal_at on core_signal (tenant_id, occurred_at desc, id desc);
      create index core_signal_actor_at on core_signal (tenant_id, actor_id, occurred_at desc);
      create index core_signal_correlation on core_signal (tenant_id, correlation_id) where correlation_id is not null;

      create table core_signal_subject (
        signal_id uuid not null references core_signal,
        tenant_id text not null,
        subject_type text not null,
        subject_id text not null,
        occurred_at timestamptz not null,
        primary key (signal_id, subject_type, subject_id)
      );
      create index core_signal_subject_find on core_signal_subject (tenant_id, subject_type, subject_id, occurred_at desc);

      create table core_outbox (
        id bigint generated always as identity primary key,
        tenant_id text not null,
        signal_id uuid not null,
        type text not null
      );

      create table core_feed (
        seq bigint primary key,
        tenant_id text not null,
        signal_id uuid not null unique references core_signal,
        type text not null
      );
      create index core_feed_tenant on core_feed (tenant_id, seq);

      create table core_feed_state (one boolean primary key default true check (one), seq bigint not null);
      insert into core_feed_state (seq) values (0);

      create table core_handler (
        name text primary key,
        seq bigint not null,
        -- Where it began: what is not above this number was never meant for it.
        start_seq bigint not null,
        lease_owner text,
        lease_until timestamptz,
        updated_at timestamptz not null default now()
      );

      create table core_delivery (
        id uuid primary key,
        tenant_id text not null,
        signal_id uuid not null references core_signal,
        seq bigint not null,
        handler text not null,
        replay_id uuid,
        state text not null check (state in ('pending', 'delivered', 'dead')),
        attempts int not null default 0,
        next_attempt_at timestamptz not null default now(),
        last_error text,
        delivered_at timestamptz,
        unique nulls not distinct (signal_id, handler, replay_id)
      );
      create index core_delivery_due on core_delivery (handler, next_attempt_at) where state = 'pending';
      create index core_delivery_open on core_delivery (tenant_id, handler, state) where state <> 'delivered';

      create table core_replay (
        id uuid primary key,
        tenant_id text not null,
        handler text not null,
        types text[] not null,
        from_seq bigint not null,
        to_seq bigint not null,
        cursor bigint not null,
        total int not null,
        delivered int not null default 0,
        failed int not null default 0,
        state text not null check (state in ('running', 'done')),
        reason text not null,
        requested_by text not null,
        lease_owner text,
        lease_until timestamptz,
        created_at timestamptz not null default now(),
        finished_at timestamptz
      );
      create index core_replay_running on core_replay (handler, created_at) where state = 'running';
    `);
    await runner.query(`
      create function core_refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception '% is append-only', tg_table_name using errcode = '42501';
      end $$;
      create trigger core_signal_append_only before update or delete or truncate on core_signal
        for each statement execute function core_refuse_change();
    `);
    await tenantTable(runner, 'core_signal', { app: 'select, insert', worker: 'select, insert' });
    await tenantTable(runner, 'core_signal_subject', { app: 'select, insert', worker: 'select, insert' });
    await tenantTable(runner, 'core_outbox', { app: 'insert', worker: 'select, insert, delete' });
    await tenantTable(runner, 'core_feed', { app: 'select', worker: 'select, insert' });
    await tenantTable(runner, 'core_delivery', {
      app: 'select, update',
      worker: 'select, insert, update, delete',
    });
    await tenantTable(runner, 'core_replay', { app: 'select, insert', worker: 'select, update' });
    await globalTable(runner, 'core_feed_state', { app: 'select', worker: 'select, update' });
    await globalTable(runner, 'core_handler', { app: 'select', worker: 'select, insert, update' });
    // Readiness compares what was applied with what this version knows.
    await globalTable(runner, 'core_migration', { app: 'select' });
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
