import { FleetSort } from '@legator/contracts';
import { fleetApp } from './fleet-app.js';
import type { FleetApp } from './fleet-app.js';
import { seedProbes } from './seeded-probes.js';

let fleet: FleetApp;
beforeAll(async () => {
  fleet = await fleetApp();
  const most = Number.MAX_SAFE_INTEGER;
  const odd = { memoryTotal: 1, memoryUsed: most, diskTotal: 1, diskUsed: most, fullestMount: undefined };
  await seedProbes(fleet, [{ hostname: 'odd', vitals: odd }, { hostname: 'usual' }]);
});
afterAll(() => fleet.close());

const get = (path: string) =>
  fleet.http().get(`/api/v1/fleet${path}`).set('Authorization', 'Bearer mine').expect(200);

it.each(FleetSort.options)('a host with impossible numbers does not break the order by %s', async (sort) => {
  expect((await get(`/rows?sort=${sort}`)).body.rows).toHaveLength(2);
  expect((await get(`/rows.csv?sort=${sort}`)).text).toContain('usual');
});
