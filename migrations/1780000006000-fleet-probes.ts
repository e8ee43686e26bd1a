import { tenantTable } from '@legator/core';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Probes, the tokens they enrol with, what they report, and how busy their hosts are. */
export class FleetProbes1780000006000 implements MigrationInterface {
  name = 'FleetProbes1780000006000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(COUNTERS);
    await runner.query(LOOK_UPS);
    await runner.query(PARTITIONS);
    await tenantTable(runner, 'fleet_token', { app: 'select, insert, update' });
    await tenantTable(runner, 'fleet_probe', {
      app: 'select, insert, update, delete',
      worker: 'select, update',
    });
    await tenantTable(runner, 'fleet_inventory', { app: 'select', worker: 'select, insert, update' });
    await tenantTable(runner, 'fleet_counter', { app: 'select, insert', worker: 'select, insert, delete' });
    for (const table of ['fleet_vitals', 'fleet_vitals_5m', 'fleet_vitals_1h'])
      await tenantTable(runner, table, { app: 'select', worker: 'select, insert, update' });
    await runner.query('grant select, update on fleet_rollup to legator_worker');
    await runner.query(`select fleet_vitals_partitions(now())`);
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

/** What a sample and a mean hold: shares in percent, bytes per second, and counts. */
const SAMPLE = `
  probe_id text not null,
  tenant_id text not null,
  at timestamptz not null,
  load1 real,
  cpu real,
  memory real,
  swap real,
  disk real,
  net_rx real,
  net_tx real,
  processes real`;

const TABLES = `
  create table fleet_token (
    id uuid primary key,
    tenant_id text not null,
    hash text not null unique,
    prefix text not null,
    tags text[] not null default '{}',
    cidr cidr,
    max_uses int check (max_uses > 0),
    uses int not null default 0,
    created_by text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    last_used_at timestamptz,
    revoked_at timestamptz
  );
  create index fleet_token_list on fleet_token (tenant_id, created_at desc);

  -- Rows are rewritten at every beat: free space on each page keeps that away from the indexes (HOT). So nothing that
  -- a beat changes may be indexed.
  create table fleet_probe (
    id text primary key check (id ~ '^prb-[0-9a-f]{8}$'),
    tenant_id text not null,
    hostname text not null,
    os text not null,
    arch text not null,
    kind text not null default 'agent' check (kind in ('agent', 'remote')),
    status text not null default 'pending' check (status in ('pending', 'online', 'degraded', 'offline')),
    level text not null default 'observe' check (level in ('observe', 'diagnose', 'remediate')),
    ceiling text check (ceiling in ('observe', 'diagnose', 'remediate')),
    protocol smallint not null check (protocol in (1, 2)),
    public_key text,
    key_hash text not null,
    key_prefix text not null,
    tags text[] not null default '{}',
    labels jsonb not null default '{}',
    site text,
    registered_at timestamptz not null,
    last_seen_at timestamptz,
    connection text,
    connected_since timestamptz,
    link_at timestamptz,
    address text,
    version text,
    capabilities jsonb,
    health_score int,
    health_status text,
    health_reasons jsonb,
    vitals jsonb,
    vitals_at timestamptz,
    distribution text,
    distribution_version text,
    kernel text,
    cpus int,
    mem_total bigint,
    disk_total bigint,
    inventory_at timestamptz,
    check (protocol = 1 or public_key is not null)
  ) with (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.05);
  create index fleet_probe_status on fleet_probe (tenant_id, status);
  create index fleet_probe_hostname on fleet_probe (tenant_id, lower(hostname), id);
  create index fleet_probe_registered on fleet_probe (tenant_id, registered_at, id);
  create index fleet_probe_tags on fleet_probe using gin (tags);

  create table fleet_inventory (
    probe_id text primary key references fleet_probe on delete cascade,
    tenant_id text not null,
    hash text not null,
    sections jsonb not null,
    services int not null default 0,
    packages int not null default 0,
    collected_at timestamptz,
    received_at timestamptz not null,
    -- Apart, because it is by far the largest and changes least: an update that leaves it alone does not copy it.
    package_list jsonb,
    body jsonb not null
  );
  create index fleet_inventory_tenant on fleet_inventory (tenant_id, probe_id);

  create table fleet_vitals (${SAMPLE}, primary key (probe_id, at)) partition by range (at);
  create table fleet_vitals_5m (${SAMPLE}, n int not null, primary key (probe_id, at)) partition by range (at);
  create table fleet_vitals_1h (${SAMPLE}, n int not null, primary key (probe_id, at)) partition by range (at);

  -- Up to where the means have been made; whoever holds the row makes the next.
  create table fleet_rollup (name text primary key, upto timestamptz not null);
  insert into fleet_rollup values ('5m', date_trunc('hour', now())), ('1h', date_trunc('hour', now()));
`;

/**
 * How many probes each tenant has in each status. A change adds a line and takes none away, so that nobody waits for
 * another; the sum is the number, and background work melts the lines together.
 */
const COUNTERS = `
  create table fleet_counter (tenant_id text not null, status text not null, n int not null);
  create index fleet_counter_tenant on fleet_counter (tenant_id, status);

  create function fleet_count() returns trigger language plpgsql as $$
  begin
    if tg_op in ('INSERT', 'UPDATE') then
      insert into fleet_counter values (new.tenant_id, new.status, 1);
    end if;
    if tg_op in ('DELETE', 'UPDATE') then
      insert into fleet_counter values (old.tenant_id, old.status, -1);
    end if;
    return null;
  end $$;
  create trigger fleet_count_row after insert or delete on fleet_probe
    for each row execute function fleet_count();
  create trigger fleet_count_status after update of status on fleet_probe
    for each row when (old.status is distinct from new.status) execute function fleet_count();
`;

/** Asked before a tenant is known, so past row-level security: they return what proves a credential and no more. */
const LOOK_UPS = `
  create function fleet_find_token(given text) returns table (id uuid, tenant_id text, hash text)
    language sql stable security definer set search_path = public, pg_temp
    as $$ select t.id, t.tenant_id, t.hash from fleet_token t where t.hash = given $$;
  create function fleet_find_probe_key(given text)
    returns table (id text, tenant_id text, key_hash text, protocol smallint, public_key text)
    language sql stable security definer set search_path = public, pg_temp
    as $$ select p.id, p.tenant_id, p.key_hash, p.protocol, p.public_key from fleet_probe p where p.id = given $$;
  revoke execute on function fleet_find_token(text), fleet_find_probe_key(text) from public;
  grant execute on function fleet_find_token(text), fleet_find_probe_key(text) to legator_app;
`;

/** Makes the days around now and drops those past their time: 24 hours raw, 7 days in 5 minutes, 90 days in hours. */
const PARTITIONS = `
  create function fleet_vitals_partitions(around timestamptz) returns int
    language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    parent record;
    day date;
    part record;
    dropped int := 0;
  begin
    perform pg_advisory_xact_lock(7305911206);
    for parent in select * from (values
      ('fleet_vitals', interval '24 hours'), ('fleet_vitals_5m', interval '7 days'), ('fleet_vitals_1h', interval '90 days')
    ) as p(name, kept) loop
      for day in select d::date from generate_series(
        (around at time zone 'UTC')::date - 1, (around at time zone 'UTC')::date + 2, interval '1 day') d loop
        if to_regclass(format('%s_%s', parent.name, to_char(day, 'YYYYMMDD'))) is null then
          execute format('create table %I partition of %I for values from (%L) to (%L)',
            parent.name || '_' || to_char(day, 'YYYYMMDD'), parent.name,
            day::text || ' 00:00:00+00', (day + 1)::text || ' 00:00:00+00');
        end if;
      end loop;
      for part in select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = parent.name::regclass
          and (to_date(right(c.relname, 8), 'YYYYMMDD') + 1)::timestamp <= (now() - parent.kept) at time zone 'UTC' loop
        execute format('drop table %I', part.relname);
        dropped := dropped + 1;
      end loop;
    end loop;
    return dropped;
  end $$;
  revoke execute on function fleet_vitals_partitions(timestamptz) from public;
  grant execute on function fleet_vitals_partitions(timestamptz) to legator_worker;
`;
