import { globalTable, tenantTable } from '@legator/core';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tenants, and the keys with which programs sign in. */
export class AuthKeys1780000003000 implements MigrationInterface {
  name = 'AuthKeys1780000003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table auth_tenant (
        id text primary key check (id ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
        name text not null,
        created_at timestamptz not null default now()
      );
      insert into auth_tenant (id, name) values ('default', 'Default');

      create table auth_api_key (
        id uuid primary key,
        tenant_id text not null references auth_tenant,
        name text not null,
        prefix text not null,
        hash bytea not null unique,
        permissions text[] not null,
        created_by text not null,
        created_at timestamptz not null default now(),
        expires_at timestamptz,
        last_used_at timestamptz,
        revoked_at timestamptz
      );
      create index auth_api_key_list on auth_api_key (tenant_id, created_at desc);

      -- Before a tenant is known: from the hash of a key to whose it is, and nothing else.
      create function auth_find_key(given bytea)
        returns table (id uuid, tenant_id text, name text, permissions text[], expires_at timestamptz, revoked_at timestamptz)
        language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
          select id, tenant_id, name, permissions, expires_at, revoked_at from auth_api_key where hash = given
        $$;
      revoke all on function auth_find_key(bytea) from public;
      grant execute on function auth_find_key(bytea) to legator_app;
    `);
    await globalTable(runner, 'auth_tenant', { app: 'select', worker: 'select' });
    await tenantTable(runner, 'auth_api_key', { app: 'select, insert, update', worker: 'select, update' });
    // The owner reads on behalf of the look-up above, so forced row-level security has to let the owner see rows.
    await runner.query(
      `create policy auth_api_key_lookup on auth_api_key for select to current_user using (true)`,
    );
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
