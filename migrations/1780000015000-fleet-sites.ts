import { tenantTable } from '@legator/core';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sites, the probes that are in them, and tokens that bring probes into one. */
export class FleetSites1780000015000 implements MigrationInterface {
  name = 'FleetSites1780000015000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table fleet_site (
        tenant_id text not null,
        -- A word that people type; it never changes, because policies, freezes and the trail name it.
        id text not null check (id ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
        name text not null,
        description text not null default '',
        created_by text not null,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        primary key (tenant_id, id)
      );
      create unique index fleet_site_name on fleet_site (tenant_id, lower(name));

      -- Both name the tenant too: a probe is never in a site of another one, whatever the program does. The text column
      -- "site" was never written; it goes when no release reads it any more.
      alter table fleet_probe add column site_id text;
      alter table fleet_probe add constraint fleet_probe_site foreign key (tenant_id, site_id)
        references fleet_site (tenant_id, id);
      create index fleet_probe_by_site on fleet_probe (tenant_id, site_id) where site_id is not null;
      alter table fleet_token add column site_id text;
      -- One that nobody can use any more does not keep a site from being removed.
      alter table fleet_token add constraint fleet_token_site foreign key (tenant_id, site_id)
        references fleet_site (tenant_id, id) on delete set null (site_id);
    `);
    await tenantTable(runner, 'fleet_site', { app: 'select, insert, update, delete' });
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
