import { tenantTable } from '@legator/core';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Language models that a tenant may ask, how it asks them, and what that came to. Keys are in core_secret. */
export class ModelsDock1780000016000 implements MigrationInterface {
  name = 'ModelsDock1780000016000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table models_profile (
        tenant_id text not null references auth_tenant,
        id text not null,
        name text not null check (length(name) between 1 and 100),
        provider text not null,
        base_url text not null,
        model text not null,
        -- First and last characters of the key, so that people know which one it is; the key is in core_secret.
        key_masked text not null,
        is_local boolean not null,
        is_active boolean not null default false,
        tools text not null check (tools in ('native', 'text')),
        context_tokens integer not null,
        max_output_tokens integer,
        price_in numeric,
        price_out numeric,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        primary key (tenant_id, id)
      );
      create unique index models_profile_name on models_profile (tenant_id, lower(name));
      create unique index models_profile_active on models_profile (tenant_id) where is_active;

      create table models_setting (
        tenant_id text primary key references auth_tenant,
        boundary text not null default 'local_only' check (boundary in ('local_only', 'summaries', 'full')),
        routing jsonb not null default '{}',
        budget jsonb not null default '{}'
      );

      create table models_usage (
        tenant_id text not null,
        id uuid not null,
        at timestamptz not null,
        profile_id text not null,
        profile_name text not null,
        model text not null,
        feature text not null,
        conversation_id text,
        actor_id text,
        prompt_tokens bigint not null,
        completion_tokens bigint not null,
        -- The provider did not say how many there were.
        estimated boolean not null,
        cost numeric not null,
        latency_ms integer not null,
        first_token_ms integer,
        -- Nothing when it was answered.
        error text,
        primary key (tenant_id, id)
      );
      create index models_usage_at on models_usage (tenant_id, at);
      create index models_usage_old on models_usage (at);

      -- What a budget is compared with: one row a day, so that no call has to add up a month of others.
      create table models_spent (
        tenant_id text not null,
        day date not null,
        tokens bigint not null,
        cost numeric not null,
        primary key (tenant_id, day)
      );
    `);
    await tenantTable(runner, 'models_profile', { app: 'select, insert, update, delete' });
    await tenantTable(runner, 'models_setting', { app: 'select, insert, update' });
    await tenantTable(runner, 'models_usage', { app: 'select, insert', worker: 'select, delete' });
    await tenantTable(runner, 'models_spent', { app: 'select, insert, update', worker: 'select, delete' });
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
