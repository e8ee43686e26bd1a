import { anInventory } from '@legator/fleet/testing';
import { seedProbes } from '../fleet/seeded-probes.js';
import { RulesApp } from './rules-app.js';

const GB = 1_024 ** 3;
const disk = (total: number, used: number, path = '/', percent = (used / total) * 100) => ({
  diskTotal: total * GB,
  diskUsed: used * GB,
  fullestMount: { path, percent },
});

/** The rules among five hosts of one tenant and one of another; `ids` by their names. */
export async function startRules(): Promise<{ rules: RulesApp; ids: Record<string, string> }> {
  const rules = await RulesApp.start();
  const ids = await seedProbes(rules.fleet, [
    {
      hostname: 'web-01',
      tags: ['web', 'prod'],
      site: 'fra1',
      vitals: { ...disk(100, 20), cpuPercent: 10, load: [1, 1, 1] },
    },
    {
      hostname: 'web-02',
      tags: ['web', 'prod'],
      site: 'fra1',
      vitals: { ...disk(100, 90, '/var', 90), cpuPercent: 95 },
    },
    {
      hostname: 'db-01',
      tags: ['db', 'prod'],
      site: 'ams2',
      vitals: { ...disk(1_000, 400), memoryTotal: 64 * GB, memoryUsed: 8 * GB },
    },
    { hostname: 'db-02', tags: ['db'], status: 'offline', seen: 7_200, vitals: disk(4_000, 100) },
    { hostname: 'nas-01', status: 'pending', vitals: null, seen: null },
    { hostname: 'secret-1', tenant: 'theirs', tags: ['web'], vitals: disk(9_000, 1) },
  ]);
  const inventory = (hostname: string, body: ReturnType<typeof anInventory>) =>
    rules.fleet.sql(
      `insert into fleet_inventory (probe_id, tenant_id, hash, sections, services, packages, collected_at, received_at, package_list, body)
       values ($1, 'mine', 'x', '{}', $2, $3, now(), now(), $4, $5)`,
      [
        ids[hostname],
        body.services?.length,
        body.packages?.length,
        JSON.stringify(body.packages),
        JSON.stringify(body),
      ],
    );
  await inventory(
    'web-01',
    anInventory({
      packages: [
        { name: 'nginx', version: '1.24.0', manager: 'apt' },
        { name: 'openssl', version: '3.0.2', manager: 'apt' },
      ],
    }),
  );
  await inventory(
    'web-02',
    anInventory({
      packages: [{ name: 'nginx', version: '1.26.1', manager: 'apt' }],
      services: [{ name: 'nginx.service', state: 'failed', enabled: true }],
    }),
  );
  await inventory(
    'db-01',
    anInventory({
      packages: [],
      services: [{ name: 'postgresql', state: 'running', enabled: true }],
      users: [{ name: 'postgres', uid: 105, shell: '/bin/sh' }],
    }),
  );
  return { rules, ids };
}
