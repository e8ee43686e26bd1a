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

let last = 0;

/** Rows as enrolment and presence would leave them, in one statement. @returns ids by hostname, the last of each */
export async function seedProbes(fleet: FleetApp, seeds: readonly Seed[]): Promise<Record<string, string>> {
  const rows = seeds.map((seed) => toRow(seed, fleet.clock.now()));
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
      site: seed.site ?? null,
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
