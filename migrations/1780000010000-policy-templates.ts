import { tenantTable } from '@legator/core';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Templates with every version they ever had, whom they are applied to, and what each probe goes by. */
export class PolicyTemplates1780000010000 implements MigrationInterface {
  name = 'PolicyTemplates1780000010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table policy_template (
        tenant_id text not null,
        id text not null,
        newest int not null,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        -- The versions stay: what was decided by them must go on being readable.
        removed_at timestamptz,
        primary key (tenant_id, id)
      );

      create table policy_version (
        tenant_id text not null,
        policy_id text not null,
        version int not null,
        document jsonb not null,
        author_type text not null,
        author_id text not null,
        author_name text not null,
        note text,
        created_at timestamptz not null default now(),
        primary key (tenant_id, policy_id, version),
        foreign key (tenant_id, policy_id) references policy_template (tenant_id, id)
      );
      create function policy_keep_version() returns trigger language plpgsql as $$
      begin
        raise exception 'a version of a policy is never changed' using errcode = '23514';
      end $$;
      create trigger policy_version_kept before update or delete on policy_version
        for each row execute function policy_keep_version();

      create table policy_assignment (
        tenant_id text not null,
        scope_type text not null check (scope_type in ('probe', 'tag')),
        scope_id text not null,
        policy_id text not null,
        version int not null,
        by_name text not null,
        at timestamptz not null default now(),
        primary key (tenant_id, scope_type, scope_id)
      );
      create index policy_assignment_policy on policy_assignment (tenant_id, policy_id);

      create table policy_probe (
        tenant_id text not null,
        probe_id text not null,
        -- Counts up with each change of what the probe has to go by; the probe refuses a lower one.
        revision bigint not null,
        -- What ran there without a person before any policy was applied.
        base_level text not null,
        level text not null,
        held jsonb not null,
        set_at timestamptz not null default now(),
        reported jsonb,
        reported_at timestamptz,
        drift text not null default 'unreported',
        drift_note text,
        primary key (tenant_id, probe_id)
      );
      create index policy_probe_drifted on policy_probe (tenant_id, probe_id) where drift <> 'none';
    `);
    await tenantTable(runner, 'policy_template', { app: 'select, insert, update' });
    await tenantTable(runner, 'policy_version', { app: 'select, insert' });
    await tenantTable(runner, 'policy_assignment', { app: 'select, insert, update, delete' });
    await tenantTable(runner, 'policy_probe', { app: 'select, insert, update, delete' });
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
