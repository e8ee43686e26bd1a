import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Neither tokens nor probes of a tenant that is suspended or closed are known; they are again when it goes on. */
export class FleetSuspendedProbes1780000015101 implements MigrationInterface {
  name = 'FleetSuspendedProbes1780000015101';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create or replace function fleet_find_token(given text) returns table (id uuid, tenant_id text, hash text)
        language sql stable security definer set search_path = public, pg_temp
        as $$ select t.id, t.tenant_id, t.hash from fleet_token t
          join auth_tenant o on o.id = t.tenant_id and o.state = 'active' where t.hash = given $$;
      create or replace function fleet_find_probe_key(given text)
        returns table (id text, tenant_id text, key_hash text, protocol smallint, public_key text)
        language sql stable security definer set search_path = public, pg_temp
        as $$ select p.id, p.tenant_id, p.key_hash, p.protocol, p.public_key from fleet_probe p
          join auth_tenant o on o.id = p.tenant_id and o.state = 'active' where p.id = given $$;
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
