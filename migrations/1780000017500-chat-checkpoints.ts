import { tenantTable } from '@legator/core';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far a turn's loop has come, so that it goes on where it was; and what its calls for commands asked for. */
export class ChatCheckpoints1780000017500 implements MigrationInterface {
  name = 'ChatCheckpoints1780000017500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await tenantTable(runner, 'chat_checkpoint', { app: 'select, insert, update, delete' });
    await tenantTable(runner, 'chat_checkpoint_write', { app: 'select, insert, update, delete' });
    await tenantTable(runner, 'chat_run', { app: 'select, insert, delete' });
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const TABLES = `
  create table chat_checkpoint (
    tenant_id text not null,
    turn_id uuid not null,
    ns text not null,
    checkpoint_id text not null,
    parent_id text,
    kind text not null,
    checkpoint bytea not null,
    metadata bytea not null,
    at timestamptz not null default now(),
    primary key (tenant_id, turn_id, ns, checkpoint_id)
  );

  create table chat_checkpoint_write (
    tenant_id text not null,
    turn_id uuid not null,
    ns text not null,
    checkpoint_id text not null,
    task_id text not null,
    idx int not null,
    task_path text not null,
    channel text not null,
    kind text not null,
    value bytea not null,
    primary key (tenant_id, turn_id, ns, checkpoint_id, task_id, idx)
  );

  -- What one call of a turn asked for, written together with its directives: the same call later asks for nothing more.
  create table chat_run (
    tenant_id text not null,
    turn_id uuid not null,
    call_id text not null,
    conversation_id uuid not null,
    command text not null,
    reason text not null,
    target text not null,
    rollout_id uuid,
    targets jsonb not null,
    created_at timestamptz not null,
    primary key (tenant_id, turn_id, call_id)
  );
  create index chat_run_conversation on chat_run (tenant_id, conversation_id, created_at);
`;
