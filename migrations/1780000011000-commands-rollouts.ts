import { tenantTable } from '@legator/core';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Commands that go over many hosts in waves: how far each rollout is, and what became of each of its hosts. */
export class CommandsRollouts1780000011000 implements MigrationInterface {
  name = 'CommandsRollouts1780000011000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await tenantTable(runner, 'commands_rollout', {
      app: 'select, insert, update',
      worker: 'select, update',
    });
    await tenantTable(runner, 'commands_rollout_target', { app: 'select, insert, update' });
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const TABLES = `
  create table commands_rollout (
    id uuid primary key,
    tenant_id text not null,
    directive_id uuid not null unique,
    state text not null check (state in ('waiting', 'running', 'paused', 'stopping', 'done')),
    outcome text check (outcome in ('succeeded', 'failed', 'stopped')),
    reason text,
    total int not null,
    max_concurrent int not null check (max_concurrent > 0),
    max_errors int not null check (max_errors >= 0),
    canary int not null check (canary >= 0),
    health_ms int not null check (health_ms >= 0),
    health_timeout_ms int not null check (health_timeout_ms > 0),
    wave int not null default 0,
    -- The gate before the next wave: since when the last one has ended, since when its hosts are well, what it waits for.
    wave_ended_at timestamptz,
    well_since timestamptz,
    waits_for text,
    ignore_health boolean not null default false,
    created_at timestamptz not null,
    started_at timestamptz,
    finished_at timestamptz,
    check ((state = 'done') = (outcome is not null))
  );
  create index commands_rollout_open on commands_rollout (id) where state in ('running', 'paused', 'stopping');

  create table commands_rollout_target (
    rollout_id uuid not null references commands_rollout,
    tenant_id text not null,
    probe_id text not null,
    position int not null,
    hostname text not null,
    state text not null check (state in ('waiting', 'running', 'succeeded', 'failed', 'skipped', 'not_run')),
    wave int,
    request_id text,
    directive_id uuid unique,
    reason text,
    -- How it was when its turn came.
    health_before jsonb,
    ended_at timestamptz,
    primary key (rollout_id, probe_id),
    -- Nothing runs without a directive, and only one.
    check ((state in ('running', 'succeeded', 'failed')) <= (directive_id is not null))
  );
  create index commands_rollout_target_next on commands_rollout_target (rollout_id, state, position);
`;
