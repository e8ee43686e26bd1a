import { FleetRowPage } from '@legator/contracts';
import { WaitingApprovals } from '@legator/fleet';
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
const rows = async (query: Record<string, string | number>, tenant?: string): Promise<FleetRowPage> =>
  (await get('/rows', tenant).query(query).expect(200)).body;
const names = (page: FleetRowPage) => page.rows.map(({ hostname }) => hostname);

describe('the lines of the fleet', () => {
  it('begin with what needs somebody, and tell what its list shows', async () => {
    const page = await rows({});
    expect(FleetRowPage.parse(page)).toEqual(page);
    expect(names(page)).toEqual([
      'db-02',
      'Web-03',
      'k8s-07',
      'edge-11',
      'build-04',
      'web-01',
      'nas-01',
      'win_01',
    ]);
    expect(page).toMatchObject({ total: 8, next_cursor: null });
    expect(page.counts).toEqual({ all: 8, online: 4, degraded: 2, offline: 1, pending: 1 });
    expect(page.rows[1]).toEqual({
      id: ids['Web-03'],
      hostname: 'Web-03',
      status: 'degraded',
      connected: true,
      os: 'linux',
      distribution: 'ubuntu',
      distribution_version: '24.04',
      tags: ['web', 'prod'],
      site: 'fra1',
      site_id: 'fra1',
      policy_level: 'observe',
      version: '1.0.0',
      address: '192.0.2.7',
      health: { score: 35, status: 'warning' },
      worst: { factor: 'memory', value: 96, text: 'memory critical (96 %)' },
      cpu_percent: 10,
      memory_percent: 96,
      disk_percent: 10,
      last_seen: expect.any(String),
      registered: expect.any(String),
      vitals_at: expect.any(String),
      waiting_approvals: 0,
    });
    expect(page.rows[6]).not.toHaveProperty('health');
  });

  it.each([
    ['web', ['Web-03', 'web-01']],
    ['WEB prod', ['Web-03', 'web-01']],
    ['web -tag', ['Web-03']],
    ['-prod -web', ['k8s-07', 'edge-11', 'build-04', 'nas-01', 'win_01']],
    ['198.51', ['win_01']],
    ['talos', ['k8s-07']],
    ['%', []],
    ['_', ['win_01']],
    ['tag:prod', ['db-02', 'Web-03', 'web-01']],
    ['tag:pro', []],
    ['tag:pro*', ['db-02', 'Web-03', 'web-01']],
    ['tag:"my tag"', ['web-01']],
    ['tag:db tag:ci', ['db-02', 'build-04']],
    ['tag:prod -tag:db', ['Web-03', 'web-01']],
    ['tag:prod tag:edge status:online', ['edge-11', 'web-01']],
    ['status:degraded status:pending', ['db-02', 'Web-03', 'nas-01']],
    ['-status:online', ['db-02', 'Web-03', 'k8s-07', 'nas-01']],
    ['health:<80', ['db-02', 'Web-03', 'k8s-07', 'edge-11']],
    ['health:<=20 health:>95', ['k8s-07', 'win_01']],
    ['-health:<80', ['build-04', 'web-01', 'nas-01', 'win_01']],
    ['cpu:>90', ['edge-11']],
    ['mem:>=96', ['Web-03']],
    ['mem:96', ['Web-03']],
    ['disk:>90', ['build-04']],
    ['seen:>10m', ['k8s-07']],
    ['seen:<10m -tag:prod', ['edge-11', 'build-04', 'win_01']],
    ['seen:never', ['nas-01']],
    ['-seen:<1h', ['nas-01']],
    ['policy:remediate policy:diagnose', ['db-02', 'web-01']],
    ['site:home', ['nas-01']],
    ['site:*', ['db-02', 'Web-03', 'edge-11', 'nas-01']],
    ['-site:*', ['k8s-07', 'build-04', 'web-01', 'win_01']],
    ['-site:home site:*1', ['db-02', 'Web-03']],
    ['os:windows', ['win_01']],
    ['os:ubuntu', ['db-02', 'Web-03', 'edge-11', 'build-04', 'web-01']],
    ['version:1.1*', ['edge-11']],
    ['host:web*', ['Web-03', 'web-01']],
    ['host:web', []],
    [`'; drop table fleet_probe; --x`, []],
    ['secret', []],
  ])('are those that %s asks for', async (q, expected) => {
    const page = await rows({ q });
    expect(names(page)).toEqual(expected);
    expect(page.total).toBe(expected.length);
  });

  it('have those that were never measured below the idlest', async () => {
    for (const [sort, busiest] of [
      ['memory', 'Web-03'],
      ['disk', 'build-04'],
      ['cpu', 'edge-11'],
    ] as const) {
      expect(names(await rows({ sort: `-${sort}` }))[0]).toBe(busiest);
      expect(names(await rows({ sort }))[0]).toBe('nas-01');
    }
  });

  it('are counted by status whatever the filter says of it', async () => {
    const counts = { all: 3, online: 1, degraded: 2, offline: 0, pending: 0 };
    expect(await rows({ q: 'tag:prod status:online' })).toMatchObject({ total: 1, counts });
    expect(await rows({ q: 'tag:prod -status:online' })).toMatchObject({ total: 2, counts });
    expect(await rows({ q: 'status:offline' })).toMatchObject({ total: 1, counts: { all: 8, online: 4 } });
  });

  it('can be read again by id, in the asked order, whatever the filter', async () => {
    const asked = [ids['win_01'], 'prb-ffffffff', ids['db-02'], ids['web-secret'], ids['db-02']].join(',');
    const page = await rows({ ids: asked, q: 'tag:ci', cursor: 'nonsense' });
    expect(names(page)).toEqual(['win_01', 'db-02']);
    expect(page).toMatchObject({ next_cursor: null, total: 1 });
  });

  it.each([
    ['q=colour:red', 'invalid_filter'],
    ['q=tag:%22x', 'invalid_filter'],
    ['q=a%00b', 'invalid_filter'],
    [`q=${'x'.repeat(2_001)}`, 'invalid_request'],
    ['q=a&q=b', 'invalid_request'],
    ['limit=0', 'invalid_request'],
    ['limit=501', 'invalid_request'],
    ['sort=key_hash', 'invalid_request'],
    ['surprise=1', 'invalid_request'],
    ['ids=', 'invalid_request'],
    [`ids=${Array.from({ length: 501 }, (_, n) => n).join(',')}`, 'invalid_request'],
    ['cursor=abc', 'invalid_cursor'],
    [`cursor=${cursor(['health', '["1","a"]', 'prb-1'])}&sort=hostname`, 'invalid_cursor'],
    [`cursor=${cursor(['health', '["x","a"]', 'prb-1'])}`, 'invalid_cursor'],
    [`cursor=${cursor(['health', '["1"]', 'prb-1'])}`, 'invalid_cursor'],
    [`cursor=${cursor(['health', '["1","a\\u0000"]', 'prb-1'])}`, 'invalid_cursor'],
    [`cursor=${cursor(['health', '{"length":2}', 'prb-1'])}`, 'invalid_cursor'],
  ])('are refused with a code: %#', async (query, code) => {
    expect((await get(`/rows?${query}`).expect(400)).body).toMatchObject({ code });
  });
});

it('the rows say what the room of approvals knows of them, which is asked for those on the page alone', async () => {
  const asked: (readonly string[])[] = [];
  fleet.app.get(WaitingApprovals).readFrom((_tx, probeIds) => {
    asked.push(probeIds);
    return Promise.resolve(new Map([[ids['db-02']!, 2]]));
  });
  const { rows: found } = await rows({ sort: 'hostname', limit: 2 });
  expect(asked).toEqual([found.map(({ id }) => id)]);
  const waiting = found.map((row) => [row.hostname, row.waiting_approvals]);
  expect(waiting).toEqual([
    ['build-04', 0],
    ['db-02', 2],
  ]);
});

function cursor(parts: string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}
