import type { Vitals } from '@legator/contracts';
import { healthOf } from '@legator/fleet';
import { someVitals } from '@legator/fleet/testing';
import { publicKey } from './fleet-app.js';
import type { FleetApp } from './fleet-app.js';

/** What a test is about of a probe; the rest is that of a Linux host at ease, seen now. */
export interface Seed {
  hostname: string;
  tenant?: string;
  status?: 'online' | 'degraded' | 'offline' | 'pending';
  /** In place of what the vitals give. */
  score?: number;
  /** Null: never measured. */
  vitals?: Partial<Vitals> | null;
  tags?: string[];
  os?: string;
  distribution?: string | null;
  site?: string | null;
  level?: string;
  version?: string;
  address?: string;
  /** Seconds since it was seen; null: never. */
  seen?: number | null;
}

const GB = 1_000_000_000;
const memory = (percent: number) => ({ memoryTotal: 100 * GB, memoryUsed: percent * GB });

/** Eight probes of `mine` that differ in all a filter may ask for, and one of `theirs`. */
const MIXED: readonly Seed[] = [
  {
    hostname: 'db-02',
    status: 'degraded',
    score: 30,
    tags: ['db', 'prod'],
    site: 'fra1',
    level: 'diagnose',
  },
  {
    hostname: 'Web-03',
    status: 'degraded',
    score: 35,
    tags: ['web', 'prod'],
    site: 'fra1',
    vitals: memory(96),
  },
  {
    hostname: 'k8s-07',
    status: 'offline',
    score: 20,
    tags: ['k8s'],
    os: 'linux',
    distribution: 'talos',
    seen: 900,
  },
  {
    hostname: 'edge-11',
    score: 74,
    tags: ['edge'],
    site: 'ams2',
    vitals: { cpuPercent: 95 },
    version: '1.1.0',
  },
  { hostname: 'build-04', score: 82, tags: ['ci'], vitals: { fullestMount: { path: '/', percent: 91 } } },
  { hostname: 'nas-01', status: 'pending', vitals: null, seen: null, site: 'Home', distribution: null },
  { hostname: 'web-01', score: 95, tags: ['web', 'prod', 'my tag'], level: 'remediate' },
  { hostname: 'win_01', score: 96, os: 'windows', distribution: null, address: '198.51.100.9' },
  { hostname: 'web-secret', tenant: 'theirs', tags: ['prod', 'theirs'], site: 'bunker', version: '6.6.6' },
];

let last = 0;

/** @returns ids by hostname */
export function seedMixed(fleet: FleetApp): Promise<Record<string, string>> {
  return seedProbes(fleet, MIXED);
}

/** Rows as enrolment and presence would leave them, in one statement. @returns ids by hostname, the last of each */
export async function seedProbes(fleet: FleetApp, seeds: readonly Seed[]): Promise<Record<string, string>> {
  await fleet.missNobody();
  const rows = seeds.map((seed) => toRow(seed, fleet.clock.now()));
  await fleet.sql(
    `insert into fleet_site (tenant_id, id, name, created_by, created_at, updated_at)
     select distinct on (tenant, lower(site)) tenant, lower(site), site, 'test', now(), now()
     from unnest($1::text[], $2::text[]) as given(tenant, site) where site is not null on conflict do nothing`,
    [seeds.map(({ tenant }) => tenant ?? 'mine'), seeds.map(({ site }) => site ?? null)],
  );
  await fleet.sql(
    `insert into fleet_probe select (jsonb_populate_record(null::fleet_probe, row)).*
     from jsonb_array_elements($1::jsonb) row`,
    [JSON.stringify(rows)],
  );
  return Object.fromEntries(rows.map(({ hostname, id }) => [hostname, id]));
}

function toRow(seed: Seed, now: Date) {
  const { hostname, status = 'online', seen = 5, vitals = {}, tags = [], score } = seed;
  const measured = vitals === null ? null : someVitals(vitals);
  const health = measured && healthOf(measured);
  const lastSeen = seen === null ? null : new Date(now.getTime() - seen * 1_000).toISOString();
  last += 1;
  return {
    ...{ id: `prb-${last.toString(16).padStart(8, '0')}`, tenant_id: seed.tenant ?? 'mine', hostname },
    ...{ os: seed.os ?? 'linux', arch: 'amd64', kind: 'agent', status, level: seed.level ?? 'observe' },
    ...{ ceiling: 'remediate', protocol: 2, public_key: publicKey(), key_hash: 'x', key_prefix: 'lgk_x' },
    ...{
      tags,
      labels: {},
      site_id: seed.site?.toLowerCase() ?? null,
      registered_at: new Date(now.getTime() - 9e6 - last * 1_000),
    },
    ...{ last_seen_at: lastSeen, connection: status === 'online' || status === 'degraded' ? 'c1' : null },
    ...{ address: seed.address ?? '192.0.2.7', version: seed.version ?? '1.0.0' },
    ...{ health_score: score ?? health?.score ?? null, health_status: health?.status ?? null },
    ...{ health_reasons: health?.reasons ?? null, vitals: measured, vitals_at: measured && lastSeen },
    ...{
      distribution: seed.distribution === undefined ? 'ubuntu' : seed.distribution,
      distribution_version: '24.04',
    },
  };
}
