import { tenantTable } from '@legator/core';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How much each tenant may have. A tenant reads its own; only who runs the installation changes them. */
export class AuthTenantLimits1780000014200 implements MigrationInterface {
  name = 'AuthTenantLimits1780000014200';

  async up(runner: QueryRunner): Promise<void> {
    const most = 'int check (%s >= 0)';
    const column = (name: string) => `${name} ${most.replace('%s', name)}`;
    await runner.query(`
      create table auth_tenant_limit (
        tenant_id text primary key references auth_tenant on delete cascade,
        ${column('max_probes')},
        ${column('max_api_keys')},
        ${column('max_users')},
        ${column('max_commands_per_minute')},
        changed_at timestamptz not null default now(),
        changed_by text not null
      )`);
    await tenantTable(runner, 'auth_tenant_limit', { app: 'select', worker: 'select, insert, update' });
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
