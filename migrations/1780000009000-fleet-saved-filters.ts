import { tenantTable } from '@legator/core';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Filters of the fleet page that a tenant gave a name. */
export class FleetSavedFilters1780000009000 implements MigrationInterface {
  name = 'FleetSavedFilters1780000009000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table fleet_saved_filter (
        tenant_id text not null,
        name text not null,
        q text not null,
        sort text,
        updated_by text not null,
        updated_at timestamptz not null,
        primary key (tenant_id, name)
      )`);
    await tenantTable(runner, 'fleet_saved_filter', { app: 'select, insert, update, delete' });
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
