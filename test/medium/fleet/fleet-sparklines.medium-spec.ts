import { fleetApp } from './fleet-app.js';
import type { FleetApp } from './fleet-app.js';
import { seedMixed } from './seeded-probes.js';

let fleet: FleetApp;
let ids: Record<string, string>;
beforeAll(async () => {
  fleet = await fleetApp();
  ids = await seedMixed(fleet);
});
afterAll(() => fleet.close());

const get = (path: string, tenant = 'mine') =>
  fleet.http().get(`/api/v1/fleet${path}`).set('Authorization', `Bearer ${tenant}`);

describe('the small lines', () => {
  const sample = (id: string, secondsAgo: number, over: object) =>
    fleet.sql(
      `insert into fleet_vitals (probe_id, tenant_id, at, cpu, memory, disk)
       values ($1, 'mine', now() - make_interval(secs => $2), $3, $4, $5)`,
      [id, secondsAgo, ...Object.values({ cpu: 1, memory: 2, disk: 3, ...over })],
    );

  it('show the last hour of the fullest resource, with gaps where nothing was heard', async () => {
    for (const [ago, memory] of [
      [10, 96],
      [11, 95],
      [1_800, 50.5],
      [4_000, 7],
    ] as const)
      await sample(ids['Web-03']!, ago, { memory });
    await sample(ids['edge-11']!, 5, { cpu: 95 });
    const asked = ['Web-03', 'edge-11', 'build-04', 'nas-01', 'web-secret']
      .map((name) => ids[name])
      .join(',');
    const { body } = await get(`/sparklines?ids=${asked},prb-ffffffff`).expect(200);
    expect(body.step_seconds).toBe(150);
    expect(Date.parse(body.to) - Date.parse(body.from)).toBe(3_600_000);
    expect(Object.keys(body.series).sort()).toEqual([ids['Web-03'], ids['edge-11'], ids['build-04']].sort());
    const { metric, points } = body.series[ids['Web-03']!];
    expect([metric, points.length]).toEqual(['memory', 24]);
    expect(points.filter((point: number | null) => point !== null)).toEqual(
      expect.arrayContaining([50.5, expect.any(Number)]),
    );
    expect(points.at(-1) ?? points.at(-2)).toBeGreaterThanOrEqual(95);
    expect(points).not.toContain(7);
    expect(body.series[ids['edge-11']!].metric).toBe('cpu');
    expect(body.series[ids['build-04']!]).toEqual({ metric: 'disk', points: Array(24).fill(null) });
  });

  it('read the means where a day is asked for', async () => {
    await fleet.sql(
      `insert into fleet_vitals_5m (probe_id, tenant_id, at, memory, n) values ($1, 'mine', now() - interval '12 hours', 42, 10)`,
      [ids['Web-03']],
    );
    const { body } = await get(`/sparklines?ids=${ids['Web-03']}&hours=24`).expect(200);
    expect(body.series[ids['Web-03']!].points.filter(Boolean)).toEqual([42]);
  });

  it.each([
    '',
    'ids=',
    'ids=a&hours=0',
    'ids=a&hours=25',
    'ids=a%00',
    `ids=${Array.from({ length: 201 }, (_, n) => n).join(',')}`,
  ])('are refused with a code: %#', async (query) => {
    expect((await get(`/sparklines?${query}`).expect(400)).body.code).toBe('invalid_request');
  });
});
