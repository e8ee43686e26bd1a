import { tenantTable } from '@legator/core';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How people sign in by a provider: one row, of the first tenant. Its secret is in core_secret. */
export class AuthOidc1780000014310 implements MigrationInterface {
  name = 'AuthOidc1780000014310';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table auth_oidc (
        tenant_id text primary key references auth_tenant check (tenant_id = 'default'),
        settings jsonb not null,
        changed_at timestamptz not null,
        changed_by text not null
      )`);
    await tenantTable(runner, 'auth_oidc', { app: 'select, insert, update, delete' });
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
