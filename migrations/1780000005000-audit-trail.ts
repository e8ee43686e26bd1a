import { globalTable, tenantTable } from '@legator/core';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The trail: what waits to be sealed, the chain of each tenant, its signed checkpoints, and the keys in use. */
export class AuditTrail1780000005000 implements MigrationInterface {
  name = 'AuditTrail1780000005000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table core_key (
        purpose text primary key,
        kid text not null,
        public_key text not null,
        created_at timestamptz not null default now()
      );

      create table audit_inbox (
        id bigint generated always as identity primary key,
        tenant_id text not null check (length(tenant_id) between 1 and 64),
        entry_id uuid not null,
        body text not null check (octet_length(body) <= 1048576),
        received_at timestamptz not null default now()
      );
      create index audit_inbox_tenant on audit_inbox (tenant_id, id);

      create table audit_entry (
        tenant_id text not null,
        idx bigint not null check (idx >= 1),
        id uuid not null,
        body text not null,
        entry_hash text not null,
        link text not null,
        at timestamptz not null,
        type text not null,
        probe_id text,
        actor_id text not null,
        subject_type text,
        subject_id text,
        primary key (tenant_id, idx)
      );
      -- Not unique: a second row with a known id must not be able to stop the sealing of everything behind it.
      create index audit_entry_id on audit_entry (tenant_id, id);
      -- Entries arrive nearly in the order of time, so a summary per block finds a range and costs the sealer next to nothing.
      create index audit_entry_at on audit_entry using brin (at);
      create index audit_entry_type on audit_entry (tenant_id, type, idx);
      create index audit_entry_probe on audit_entry (tenant_id, probe_id, idx) where probe_id is not null;
      create index audit_entry_actor on audit_entry (tenant_id, actor_id, idx);
      create index audit_entry_subject on audit_entry (tenant_id, subject_type, subject_id, idx) where subject_id is not null;

      create table audit_chain (
        tenant_id text primary key,
        last_idx bigint not null,
        last_link text not null,
        checkpoint_idx bigint not null default 0,
        checkpoint_at timestamptz not null default now()
      );

      create table audit_checkpoint (
        tenant_id text not null,
        idx bigint not null,
        link text not null,
        at timestamptz not null,
        kid text not null,
        line text not null,
        primary key (tenant_id, idx)
      );

      -- Whoever holds the lock on this row seals; there is never a second one.
      create table audit_sealer (one boolean primary key default true check (one));
      insert into audit_sealer default values;
    `);
    for (const table of ['audit_entry', 'audit_checkpoint', 'core_key']) {
      await runner.query(`
        create trigger ${table}_append_only before update or delete or truncate on ${table}
          for each statement execute function core_refuse_change()`);
    }
    // The application may read what waits in its own tenant, as it may once it is sealed. A SECURITY DEFINER function
    // would not do: the policies are forced, so its owner would see no rows either.
    await tenantTable(runner, 'audit_inbox', {
      app: 'select, insert',
      worker: 'insert',
      sealer: 'select, delete',
    });
    await tenantTable(runner, 'audit_entry', { app: 'select', worker: 'select', sealer: 'select, insert' });
    await tenantTable(runner, 'audit_chain', {
      app: 'select',
      worker: 'select',
      sealer: 'select, insert, update',
    });
    await tenantTable(runner, 'audit_checkpoint', {
      app: 'select',
      worker: 'select',
      sealer: 'select, insert',
    });
    await globalTable(runner, 'audit_sealer', { sealer: 'select, update' });
    await globalTable(runner, 'core_key', { app: 'select', worker: 'select, insert', sealer: 'select' });
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
