import { tenantTable } from '@legator/core';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose a key is, accounts for programs, and which key came in the place of which. */
export class AuthKeyOwners1780000014100 implements MigrationInterface {
  name = 'AuthKeyOwners1780000014100';

  async up(runner: QueryRunner): Promise<void> {
    await serviceAccounts(runner);
    await owners(runner);
    await lookup(runner);
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

async function serviceAccounts(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table auth_service_account (
      tenant_id text not null references auth_tenant,
      id uuid not null,
      name text not null,
      description text,
      -- A list or a role, one of the two.
      permissions text[],
      role text,
      created_by text not null,
      created_at timestamptz not null,
      disabled_at timestamptz,
      -- Kept, so that the trail and its keys go on to say whose they were.
      removed_at timestamptz,
      primary key (tenant_id, id),
      check ((permissions is null) <> (role is null))
    );
    create unique index auth_service_account_name on auth_service_account (tenant_id, lower(name))
      where removed_at is null;
  `);
  await tenantTable(runner, 'auth_service_account', { app: 'select, insert, update' });
}

async function owners(runner: QueryRunner): Promise<void> {
  await runner.query(`
    alter table auth_api_key
      add description text,
      -- Federation grants, word for word; permissions stay in their own column.
      add grants text[] not null default '{}',
      -- Who answers for it: for a key made with a key, whoever answers for that one. None where nobody wrote it down.
      add made_by_type text check (made_by_type in ('user', 'local', 'system')),
      add made_by_id text,
      add made_with uuid,
      add service_account_id uuid,
      add replaced_by uuid,
      add constraint auth_api_key_owner check ((made_by_type is null) = (made_by_id is null)),
      add constraint auth_api_key_account foreign key (tenant_id, service_account_id)
        references auth_service_account (tenant_id, id);
    create index auth_api_key_account_list on auth_api_key (tenant_id, service_account_id)
      where service_account_id is not null;
    create index auth_api_key_maker on auth_api_key (tenant_id, made_by_id) where made_by_id is not null;

    -- Until now only a display name was kept, and these two were the only ones that said who it was.
    update auth_api_key set made_by_type = 'local', made_by_id = 'local' where created_by = 'local';
    update auth_api_key set made_by_type = 'system', made_by_id = created_by where created_by = 'server-console';
  `);
}

/** Before a tenant is known: from the hash of a key to whose it is and what holds it back now, and nothing else. */
async function lookup(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create policy auth_service_account_lookup on auth_service_account for select to current_user using (true);
    create policy auth_role_lookup on auth_role for select to current_user using (true);
    create policy auth_user_lookup on auth_user for select to current_user using (true);

    drop function auth_find_key(bytea);
    create function auth_find_key(given bytea)
      returns table (
        id uuid, tenant_id text, name text, permissions text[], expires_at timestamptz, revoked_at timestamptz,
        grants text[], made_by_type text,
        person_active boolean, person_role text, person_permissions text[],
        account_id uuid, account_active boolean, account_permissions text[], account_role text
      )
      language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        select k.id, k.tenant_id, k.name, k.permissions, k.expires_at, k.revoked_at,
          k.grants, k.made_by_type,
          u.state = 'active' and m.state = 'active', m.role, mr.permissions,
          a.id, a.disabled_at is null and a.removed_at is null, coalesce(a.permissions, ar.permissions), a.role
        from auth_api_key k
        left join auth_service_account a on a.tenant_id = k.tenant_id and a.id = k.service_account_id
        left join auth_role ar on ar.tenant_id = a.tenant_id and ar.name = a.role
        left join auth_membership m on k.made_by_type = 'user' and k.service_account_id is null
          and m.tenant_id = k.tenant_id and m.user_id::text = k.made_by_id
        left join auth_user u on u.id = m.user_id
        left join auth_role mr on mr.tenant_id = m.tenant_id and mr.name = m.role
        where k.hash = given
      $$;
    revoke all on function auth_find_key(bytea) from public;
    grant execute on function auth_find_key(bytea) to legator_app;
  `);
}
