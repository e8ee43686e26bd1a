import { tenantTable } from '@legator/core';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is looked at before and after a command, and what was found. */
export class CommandsCaptures1780000013000 implements MigrationInterface {
  name = 'CommandsCaptures1780000013000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await tenantTable(runner, 'commands_capture', { app: 'select, insert', worker: 'select, insert' });
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const TABLES = `
  -- What the probe is asked to look at; part of what is sent.
  alter table commands_dispatch add column capture jsonb not null default '[]';

  -- What it found. Apart from the dispatch, whose row is read often and is narrow.
  create table commands_capture (
    dispatch_id uuid primary key,
    tenant_id text not null,
    before jsonb,
    after jsonb,
    stored_at timestamptz not null
  );
`;
