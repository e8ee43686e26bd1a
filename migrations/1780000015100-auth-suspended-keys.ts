import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys of a tenant that is suspended or closed are found no more; they work again when it does. */
export class AuthSuspendedKeys1780000015100 implements MigrationInterface {
  name = 'AuthSuspendedKeys1780000015100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create or replace function auth_find_key(given bytea)
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
          join auth_tenant t on t.id = k.tenant_id and t.state = 'active'
          left join auth_service_account a on a.tenant_id = k.tenant_id and a.id = k.service_account_id
          left join auth_role ar on ar.tenant_id = a.tenant_id and ar.name = a.role
          left join auth_membership m on k.made_by_type = 'user' and k.service_account_id is null
            and m.tenant_id = k.tenant_id and m.user_id::text = k.made_by_id
          left join auth_user u on u.id = m.user_id
          left join auth_role mr on mr.tenant_id = m.tenant_id and mr.name = m.role
          where k.hash = given
        $$;
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
