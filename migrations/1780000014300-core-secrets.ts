import { globalTable, tenantTable } from '@legator/core';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Credentials of other systems, each sealed under its own data key; and the names of the keys that wrap those. What
 * belongs to the whole installation is a secret of its first tenant, so that no row is outside the walls.
 */
export class CoreSecrets1780000014300 implements MigrationInterface {
  name = 'CoreSecrets1780000014300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table core_secret (
        tenant_id text not null,
        table_name text not null check (length(table_name) between 1 and 63),
        record_id text not null check (length(record_id) between 1 and 200),
        key_id text not null,
        wrapped_key bytea not null,
        sealed bytea not null check (octet_length(sealed) <= 1048576),
        changed_at timestamptz not null,
        changed_by text not null,
        primary key (tenant_id, table_name, record_id)
      );
      create index core_secret_key_id on core_secret (key_id);

      create table core_secret_key (
        kid text primary key,
        state text not null check (state in ('current', 'retiring', 'retired')),
        created_at timestamptz not null default now()
      );
      create unique index core_secret_key_current on core_secret_key (state) where state = 'current';
    `);
    // Background work only ever gives a record another wrapping.
    await tenantTable(runner, 'core_secret', {
      app: 'select, insert, update, delete',
      worker: 'select, update (key_id, wrapped_key)',
    });
    await globalTable(runner, 'core_secret_key', { app: 'select', worker: 'select, insert, update (state)' });
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
