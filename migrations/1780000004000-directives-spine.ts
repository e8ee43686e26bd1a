import { tenantTable } from '@legator/core';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Intents, their attempts, and what freezes them. */
export class DirectivesSpine1780000004000 implements MigrationInterface {
  name = 'DirectivesSpine1780000004000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table directives_directive (
        id uuid primary key,
        tenant_id text not null,
        type text not null,
        payload jsonb not null,
        payload_hash text not null,
        summary text not null,
        subject_type text not null,
        subject_id text not null,
        idempotency_key text check (length(idempotency_key) <= 512),
        status text not null check (status in ('requested', 'running', 'succeeded', 'failed', 'canceled')),
        gate text not null check (gate in ('none', 'pending', 'approved', 'denied', 'expired')),
        phase text,
        decision text not null check (decision in ('allow', 'queue', 'deny')),
        level text not null,
        risk text not null,
        reasons jsonb not null default '[]',
        rationale jsonb not null default '{}',
        approval_id uuid,
        requested_by_type text not null,
        requested_by_id text not null,
        requested_by_name text not null,
        request_id text,
        reason text,
        parent_id uuid,
        correlation_id text,
        requested_at timestamptz not null default now(),
        scheduled_at timestamptz not null default now(),
        not_after timestamptz,
        started_at timestamptz,
        completed_at timestamptz,
        attempt int not null default 0,
        max_attempts int not null default 10,
        lease_owner text,
        lease_until timestamptz,
        cancel_requested_at timestamptz,
        cancel_reason text,
        result jsonb,
        error_kind text,
        error_message text,
        version int not null default 1
      );
      create unique index directives_directive_key on directives_directive (tenant_id, idempotency_key) where idempotency_key is not null;
      create index directives_directive_due on directives_directive (scheduled_at, id) where status = 'requested' and gate in ('none', 'approved');
      create index directives_directive_expiring on directives_directive (not_after) where status = 'requested' and not_after is not null;
      create index directives_directive_leased on directives_directive (lease_until) where status = 'running' and lease_until is not null;
      create index directives_directive_list on directives_directive (tenant_id, id desc);
      create index directives_directive_status on directives_directive (tenant_id, status, id desc);
      create index directives_directive_subject on directives_directive (tenant_id, subject_type, subject_id, id desc);

      create table directives_subject (
        directive_id uuid not null references directives_directive,
        tenant_id text not null,
        subject_type text not null,
        subject_id text not null,
        primary key (directive_id, subject_type, subject_id)
      );
      create index directives_subject_find on directives_subject (tenant_id, subject_type, subject_id);

      create table directives_attempt (
        directive_id uuid not null references directives_directive,
        attempt int not null,
        tenant_id text not null,
        trigger text not null check (trigger in ('initial', 'rerun', 'lease_recovery')),
        runner text not null,
        started_at timestamptz not null default now(),
        finished_at timestamptz,
        outcome text,
        result jsonb,
        error_kind text,
        error_message text,
        primary key (directive_id, attempt)
      );

      create table directives_freeze (
        id uuid primary key,
        tenant_id text not null,
        scope_type text not null check (scope_type in ('tenant', 'site', 'tag', 'probe')),
        scope_id text not null,
        reason text not null,
        by_id text not null,
        by_name text not null,
        from_at timestamptz not null default now(),
        until_at timestamptz,
        lifted_at timestamptz,
        lifted_by text
      );
      create index directives_freeze_active on directives_freeze (tenant_id) where lifted_at is null;

      -- Final states are written once. Only a rerun opens one again, and that is a new attempt.
      create function directives_keep_final() returns trigger language plpgsql as $$
      begin
        if old.status in ('succeeded', 'failed', 'canceled') and new.status <> old.status and new.status <> 'requested' then
          raise exception 'directive % is final', old.id using errcode = '23514';
        end if;
        return new;
      end $$;
      create trigger directives_directive_final before update of status on directives_directive
        for each row execute function directives_keep_final();
    `);
    const both = { app: 'select, insert, update', worker: 'select, insert, update' };
    await tenantTable(runner, 'directives_directive', both);
    await tenantTable(runner, 'directives_subject', { app: 'select, insert', worker: 'select, insert' });
    await tenantTable(runner, 'directives_attempt', both);
    await tenantTable(runner, 'directives_freeze', { app: 'select, insert, update', worker: 'select' });
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
