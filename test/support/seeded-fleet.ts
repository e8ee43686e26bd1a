/** Asks the database as its owner. */
export type Sql = (text: string, values?: unknown[]) => Promise<unknown>;

/** No host of a real fleet has this connection, so what plays probes can tell ours from theirs. */
const CONNECTION = 'seeded';

/**
 * Hosts of every state, as enrolment, presence and an hour of heartbeats would have left them: one in twenty is degraded,
 * one in thirty offline, one in fifty pending, all others well. The names are the same each time. Nobody plays them, so
 * `keepSeeded` has to say every half minute that they are there.
 *
 * @returns their ids, in the order of their names
 */
export async function seedFleet(sql: Sql, count: number): Promise<string[]> {
  await sql(PROBES, [count, CONNECTION]);
  await sql(HEALTH);
  await sql(HISTORY, [CONNECTION, Math.min(count, 200)]);
  await sql('analyze fleet_probe');
  return Array.from({ length: count }, (_, at) => seededId(at + 1));
}

/** The id of the n-th seeded host, counted from one. */
export function seededId(n: number): string {
  return `prb-5eed${n.toString(16).padStart(4, '0')}`;
}

/** Those who are there were heard of within the last seconds. */
export async function keepSeeded(sql: Sql): Promise<void> {
  await sql(
    `update fleet_probe set last_seen_at = now() - make_interval(secs => 1 + abs(hashtext(id)) % 9), vitals_at = now()
     where connection = $1 and status in ('online', 'degraded')`,
    [CONNECTION],
  );
}

/** So many heartbeats of hosts that follow each other in the list, from the n-th on. */
export async function beatSeeded(sql: Sql, first: number, count: number): Promise<void> {
  const ids = Array.from({ length: count }, (_, at) => seededId(first + at));
  await sql(
    `update fleet_probe set last_seen_at = now(), vitals_at = now(),
       vitals = vitals || jsonb_build_object('cpuPercent', round((random() * 100)::numeric, 1))
     where id = any($1) and vitals is not null`,
    [ids],
  );
}

const PROBES = `
  insert into fleet_probe (id, tenant_id, hostname, os, arch, kind, status, level, ceiling, protocol, public_key, key_hash,
    key_prefix, tags, labels, site, registered_at, last_seen_at, connection, connected_since, link_at, address, version,
    vitals, vitals_at, distribution, distribution_version, kernel, cpus, mem_total, disk_total)
  select 'prb-5eed' || lpad(to_hex(n), 4, '0'), 'default', h.role || '-' || lpad(n::text, 3, '0') || '.' || h.site,
    'linux', 'amd64', 'agent', s.status, 'observe', 'remediate', 2, repeat('A', 43), 'x', 'lgk_seed',
    array[h.role, case when n % 4 = 0 then 'staging' else 'prod' end, h.site], '{}', h.site,
    now() - make_interval(days => 40, secs => n), case s.status when 'pending' then null
      when 'offline' then now() - make_interval(mins => 6 + n % 200) else now() end,
    case when s.status in ('online', 'degraded') then $2 end, now() - interval '3 days', now(),
    '10.4.' || n / 250 || '.' || n % 250, '0.1.0', case when s.status <> 'pending' then jsonb_build_object(
      'uptimeSeconds', 3542000, 'load', jsonb_build_array(3.2, 2.8, 2.1), 'cpus', 8, 'processes', 180,
      'cpuPercent', round((20 + 40 * random())::numeric, 1), 'memoryTotal', 34359738368,
      'memoryUsed', (34359738368 * (0.3 + 0.4 * random()))::bigint, 'diskTotal', 549755813888,
      'diskUsed', 296352743424, 'fullestMount', jsonb_build_object('path', '/var',
        'percent', case when s.status = 'degraded' then 96 else 30 + n % 50 end)) end,
    case when s.status <> 'pending' then now() end, 'debian', '12', '6.1.0-28-amd64', 8, 34359738368, 549755813888
  from generate_series(1, $1::int) n
  cross join lateral (select (array['web', 'db', 'k8s-node', 'edge', 'build', 'cache'])[1 + n % 6] as role,
    (array['fra1', 'ams2', 'hel1'])[1 + n % 3] as site) h
  cross join lateral (select case when n % 50 = 7 then 'pending' when n % 30 = 4 then 'offline'
    when n % 20 = 2 then 'degraded' else 'online' end as status) s`;

const HEALTH = `
  update fleet_probe set health_score = case status when 'degraded' then 40 + abs(hashtext(id)) % 30
      else 85 + abs(hashtext(id)) % 16 end,
    health_status = case status when 'degraded' then 'degraded' else 'healthy' end,
    health_reasons = case status when 'degraded' then
      '[{"factor": "disk", "value": 96, "threshold": 95, "penalty": 50, "text": "/var is 96 % full, above 95 %"}]'::jsonb
      else '[]'::jsonb end
  where key_prefix = 'lgk_seed' and vitals is not null`;

/** A sample each half minute of the last hour, for the first few: as many as anybody looks at. */
const HISTORY = `
  insert into fleet_vitals (probe_id, tenant_id, at, load1, cpu, memory, disk, processes)
  select p.id, p.tenant_id, date_trunc('second', now()) - make_interval(secs => 30 * step),
    2 + sin(step / 7.0), 40 + 25 * sin(step / 9.0 + hashtext(p.id) % 7), 60 + 5 * cos(step / 20.0), 55, 180
  from (select * from fleet_probe where connection = $1 order by id limit $2) p, generate_series(0, 119) step
  on conflict do nothing`;
