import { globalTable, tenantTable } from '@legator/core';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Organisations, people, what they are in each tenant, and how they are signed in. */
export class AuthIdentity1780000014000 implements MigrationInterface {
  name = 'AuthIdentity1780000014000';

  async up(runner: QueryRunner): Promise<void> {
    await tenants(runner);
    await people(runner);
    await signIn(runner);
    await lookups(runner);
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

async function tenants(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table auth_organization (
      id text primary key check (id ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
      name text not null,
      created_at timestamptz not null default now()
    );
    insert into auth_organization (id, name) values ('default', 'Default');
    alter table auth_tenant
      add organization_id text not null default 'default' references auth_organization,
      add contact_email text not null default '',
      add state text not null default 'active' check (state in ('active', 'suspended', 'archived'));
  `);
  await globalTable(runner, 'auth_organization', { app: 'select', worker: 'select, insert, update, delete' });
  await runner.query('grant insert, update, delete on auth_tenant to legator_worker');
}

async function people(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table auth_user (
      id uuid primary key,
      username text not null,
      display_name text not null,
      email text,
      -- Argon2id in its own text form; none for people who sign in elsewhere.
      password_hash text,
      password_changed_at timestamptz,
      must_change_password boolean not null default false,
      state text not null default 'active' check (state in ('active', 'disabled')),
      -- May make tenants and change accounts of people in several of them.
      installation_admin boolean not null default false,
      created_at timestamptz not null default now(),
      last_login_at timestamptz
    );
    create unique index auth_user_username on auth_user (lower(username));

    create table auth_membership (
      tenant_id text not null references auth_tenant,
      user_id uuid not null references auth_user on delete cascade,
      role text not null,
      state text not null default 'active' check (state in ('active', 'disabled')),
      created_at timestamptz not null default now(),
      created_by text not null default '',
      primary key (tenant_id, user_id)
    );
    create index auth_membership_user on auth_membership (user_id);

    create table auth_role (
      tenant_id text not null references auth_tenant,
      name text not null check (name ~ '^[a-z][a-z0-9_-]{0,39}$'),
      permissions text[] not null,
      description text not null default '',
      created_at timestamptz not null default now(),
      primary key (tenant_id, name)
    );

    -- Who somebody is elsewhere: the issuer and its subject, never a name or an address.
    create table auth_identity (
      id uuid primary key,
      user_id uuid not null references auth_user on delete cascade,
      issuer text not null,
      subject text not null,
      email text,
      created_at timestamptz not null default now(),
      last_login_at timestamptz,
      unique (issuer, subject)
    );
    create index auth_identity_user on auth_identity (user_id);

    create table auth_invitation (
      id uuid primary key,
      tenant_id text not null references auth_tenant,
      hash bytea not null unique,
      name text not null,
      role text not null,
      created_by text not null,
      created_at timestamptz not null default now(),
      expires_at timestamptz not null,
      accepted_at timestamptz,
      accepted_by uuid references auth_user on delete set null,
      revoked_at timestamptz
    );
    create index auth_invitation_list on auth_invitation (tenant_id, created_at desc);
  `);
  await tenantTable(runner, 'auth_membership', {
    app: 'select, insert, update, delete',
    worker: 'select, insert, update, delete',
  });
  await tenantTable(runner, 'auth_role', { app: 'select, insert, update, delete', worker: 'select' });
  await tenantTable(runner, 'auth_invitation', {
    app: 'select, insert, update',
    worker: 'select, update',
  });
  // A person has no tenant. The application sees those who belong to its tenant, and never what they prove themselves by.
  await runner.query(`
    alter table auth_user enable row level security;
    alter table auth_user force row level security;
    create policy auth_user_app on auth_user for select to legator_app using (exists (
      select from auth_membership m where m.user_id = auth_user.id and m.tenant_id = current_setting('app.tenant', true)));
    create policy auth_user_make on auth_user for insert to legator_app with check (not installation_admin);
    create policy auth_user_change on auth_user for update to legator_app using (exists (
      select from auth_membership m where m.user_id = auth_user.id and m.tenant_id = current_setting('app.tenant', true)));
    create policy auth_user_worker on auth_user to legator_worker using (true) with check (true);
    grant select (id, username, display_name, email, password_changed_at, must_change_password, state, installation_admin, created_at, last_login_at)
      on auth_user to legator_app;
    grant insert on auth_user to legator_app;
    grant update (username, display_name, email, password_hash, password_changed_at, must_change_password, state)
      on auth_user to legator_app;
    grant select, insert, update, delete on auth_user to legator_worker;
  `);
  await globalTable(runner, 'auth_identity', { worker: 'select, insert, update, delete' });
}

async function signIn(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table auth_session (
      id uuid primary key,
      -- Where the person works at the moment; they may move to another of their tenants.
      tenant_id text not null references auth_tenant,
      user_id uuid not null references auth_user on delete cascade,
      -- SHA-256 of the secret that the browser or the program holds.
      hash bytea not null unique,
      kind text not null check (kind in ('browser', 'cli')),
      method text not null check (method in ('password', 'passkey', 'oidc', 'setup', 'invitation')),
      created_at timestamptz not null,
      seen_at timestamptz not null,
      -- Whatever happens, it ends then.
      expires_at timestamptz not null,
      revoked_at timestamptz,
      -- When the person last proved to be there, and by what.
      confirmed_at timestamptz,
      confirmed_by text check (confirmed_by in ('password', 'passkey', 'oidc')),
      address text not null default '',
      user_agent text not null default '',
      -- What the provider wants to hear when the person signs out of it, too; sealed.
      logout_hint text
    );
    create index auth_session_user on auth_session (user_id, created_at desc) where revoked_at is null;
    create index auth_session_list on auth_session (tenant_id, seen_at desc) where revoked_at is null;

    create table auth_passkey (
      id uuid primary key,
      user_id uuid not null references auth_user on delete cascade,
      credential_id text not null unique,
      public_key bytea not null,
      counter bigint not null default 0,
      transports text[] not null default '{}',
      name text not null,
      created_at timestamptz not null default now(),
      last_used_at timestamptz
    );
    create index auth_passkey_user on auth_passkey (user_id);

    -- What is asked once and answered once: challenges of passkeys, half-done sign-ins, tickets for sockets, set-up codes.
    create table auth_once (
      hash bytea primary key,
      purpose text not null,
      user_id uuid references auth_user on delete cascade,
      session_id uuid references auth_session on delete cascade,
      data jsonb not null default '{}',
      created_at timestamptz not null default now(),
      expires_at timestamptz not null,
      attempts integer not null default 0
    );
    create index auth_once_end on auth_once (expires_at);

    -- Failed attempts, by account and by address: what is counted here is known to every replica.
    create table auth_attempt (
      key bytea primary key,
      failures integer not null,
      first_at timestamptz not null,
      last_at timestamptz not null,
      blocked_until timestamptz
    );
  `);
  await tenantTable(runner, 'auth_session', {
    app: 'select, update',
    worker: 'select, insert, update, delete',
  });
  for (const table of ['auth_passkey', 'auth_once', 'auth_attempt'])
    await globalTable(runner, table, { worker: 'select, insert, update, delete' });
}

async function lookups(runner: QueryRunner): Promise<void> {
  await runner.query(`
    -- Whether somebody belongs to other tenants than the current one, too: then this tenant may not change their account.
    create function auth_belongs_elsewhere(given uuid) returns boolean
      language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        select exists (select from auth_membership
          where user_id = given and tenant_id is distinct from current_setting('app.tenant', true))
      $$;
    revoke all on function auth_belongs_elsewhere(uuid) from public;
    grant execute on function auth_belongs_elsewhere(uuid) to legator_app;
    create policy auth_membership_lookup on auth_membership for select to current_user using (true);
  `);
}
