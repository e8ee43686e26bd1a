import { SummaryContributors } from '@legator/fleet';
import { twoTenants } from './two-tenants.js';
import type { TwoTenants } from './two-tenants.js';

let fleet: TwoTenants['fleet'];
let ids: TwoTenants['ids'];
let get: TwoTenants['get'];
beforeAll(async () => {
  ({ fleet, ids, get } = await twoTenants());
});
afterAll(() => fleet.close());

const names = (body: { hostname: string }[]) => body.map(({ hostname }) => hostname);

describe('the list of probes', () => {
  it('is upstream’s bare array, without packages and without keys', async () => {
    const { body } = await get('/probes').expect(200);
    expect(names(body)).toEqual(['Alpha', 'bravo', 'charlie']);
    expect(body[0]).toMatchObject({
      id: ids['Alpha'],
      os: 'linux',
      arch: 'amd64',
      status: 'online',
      type: 'agent',
      policy_level: 'observe',
      tags: ['all'],
      health: { score: 100, status: 'healthy' },
      ceiling: 'remediate',
      protocol: 2,
      distribution: 'ubuntu',
      connected: true,
    });
    expect(JSON.stringify(body)).not.toMatch(/packages|lgk_|key_hash|public_key/);
  });

  it.each([
    ['/probes?limit=2', ['Alpha', 'bravo'], ['charlie']],
    ['/probes?limit=2&sort=-hostname', ['charlie', 'bravo'], ['Alpha']],
    ['/probes?limit=2&sort=last_seen', undefined, undefined],
    ['/probes?limit=2&sort=-registered', undefined, undefined],
    ['/probes?limit=2&sort=health', undefined, undefined],
    ['/probes?limit=2&sort=cpus', undefined, undefined],
    ['/probes?limit=2&sort=-status', undefined, undefined],
  ])('is paged without gaps or repeats: %s', async (path, first, second) => {
    const one = (await get(path).expect(200)).body;
    const two = (await get(`${path}&cursor=${one.next_cursor}`).expect(200)).body;
    expect([one.total, two.total, two.next_cursor]).toEqual([3, 3, null]);
    expect([...names(one.probes), ...names(two.probes)].sort()).toEqual(['Alpha', 'bravo', 'charlie']);
    if (first) expect([names(one.probes), names(two.probes)]).toEqual([first, second]);
  });

  it.each([
    ['os=ubuntu', ['Alpha', 'charlie']],
    ['os=linux', ['Alpha', 'bravo', 'charlie']],
    ['os=windows', []],
    ['tag=ALL', ['Alpha', 'bravo', 'charlie']],
    ['tag=none', []],
    ['status=offline', []],
    ['q=RAV', ['bravo']],
    ['q=%25', []],
    ['q=_', []],
    ['q=debian&status=online', ['bravo']],
  ])('is filtered by %s', async (query, expected) => {
    expect(names((await get(`/probes?${query}`).expect(200)).body)).toEqual(expected);
    expect((await get(`/probes?${query}&limit=10`).expect(200)).body.total).toBe(expected.length);
  });

  it.each([
    'limit=0',
    'limit=1000000',
    'limit=ten',
    'limit=1&limit=2',
    'status=dead',
    'sort=key_hash',
    'cursor=abc',
    'cursor=WzEsMl0',
    'tag=a%00b',
    `q=${'x'.repeat(300)}`,
    'q=%00',
    'limit=1&sort=cpus&cursor=WyJob3N0bmFtZSIsImEiLCJiIl0',
  ])('refuses %s', async (query) => {
    const { body } = await get(`/probes?${query}`).expect(400);
    expect(body).toMatchObject({ code: expect.stringMatching(/^invalid/), request_id: expect.any(String) });
  });
});

describe('one probe', () => {
  it('is shown with all that it is made of', async () => {
    const { body } = await get(`/probes/${ids['Alpha']}`).expect(200);
    expect(body.inventory).toMatchObject({
      kernel: '6.8.0',
      packages: [{ name: 'nginx' }, { name: 'cron' }],
    });
    expect((await get(`/probes/${ids['Alpha']}/health`).expect(200)).body).toEqual({
      score: 100,
      status: 'healthy',
    });
  });

  it('gets tags, normalised, reported once', async () => {
    const put = (tags: unknown) =>
      fleet
        .http()
        .put(`/api/v1/probes/${ids['charlie']}/tags`)
        .set('Authorization', 'Bearer mine')
        .send({ tags });
    expect((await put([' Prod ', 'prod', '', 'DB']).expect(200)).body).toEqual({
      probe_id: ids['charlie'],
      tags: ['prod', 'db'],
    });
    await put(['prod', 'db']).expect(200);
    const told = await fleet.sql(
      `select payload from core_signal where type = 'probe.tags_changed' and subject_id = $1`,
      [ids['charlie']],
    );
    expect(told).toEqual([{ payload: { tags: ['prod', 'db'], previous: ['all'] } }]);
    for (const wrong of [
      'prod',
      [7],
      Array.from({ length: 10_000 }, (_, n) => `t${n}`),
      ['a\u0000'],
      ['x'.repeat(200)],
    ])
      await put(wrong).expect(400);
    expect((await get('/fleet/tags').expect(200)).body).toEqual({ tags: { all: 2, prod: 1, db: 1 } });
    expect(names((await get('/fleet/by-tag/PROD').expect(200)).body)).toEqual(['charlie']);
    await put(['all']).expect(200);
  });
});

describe('the fleet', () => {
  it('is counted, and other rooms add their part', async () => {
    fleet.app.get(SummaryContributors).add('pending_approvals', async (tx) => {
      const [{ n }] = await tx.query('select 7 as n');
      return n;
    });
    expect((await get('/fleet/summary').expect(200)).body).toEqual({
      counts: { online: 3, degraded: 0, offline: 0, pending: 0 },
      total: 3,
      connected: 3,
      pending_approvals: 7,
    });
  });

  it('is summed up, with lists only for those who ask', async () => {
    const { body } = await get('/fleet/inventory').expect(200);
    expect(body.aggregates).toEqual({
      total_probes: 3,
      online: 3,
      total_cpus: 12,
      total_ram_bytes: 24_000_000_000,
      total_disk_bytes: 300_000_000_000,
      probes_by_os: { linux: 3 },
      probes_by_distribution: { ubuntu: 2, debian: 1 },
      tag_distribution: { all: 3 },
    });
    expect(body.probes[0]).toMatchObject({
      hostname: 'Alpha',
      cpus: 4,
      services_count: 2,
      packages_count: 2,
    });
    expect(body.probes[0].packages).toBeUndefined();
    const ubuntu = (await get('/fleet/inventory?os=ubuntu&fields=services,packages&limit=1').expect(200))
      .body;
    expect(names(ubuntu.probes)).toEqual(['Alpha']);
    expect(ubuntu.probes[0].services).toHaveLength(2);
    expect(ubuntu.aggregates.total_probes).toBe(2);
    const next = await get(`/fleet/inventory?os=ubuntu&fields=packages&limit=1&cursor=${ubuntu.next_cursor}`);
    expect(names(next.body.probes)).toEqual(['charlie']);
    expect(next.body.next_cursor).toBeNull();
    await get('/fleet/inventory?fields=key_hash').expect(400);
  });

  it('lets go only of what was offline long enough, of this tenant, and never by a mistyped time', async () => {
    const clean = (query: string) =>
      fleet.http().post(`/api/v1/fleet/cleanup${query}`).set('Authorization', 'Bearer mine');
    await fleet.sql(
      `update fleet_probe set status = 'offline', last_seen_at = now() - interval '2 hours'
      where id = any($1)`,
      [[ids['bravo'], ids['secret-host']]],
    );
    for (const wrong of ['?older_than=soon', '?older_than=0s', '?older_than=-1h', '?older_than=7days'])
      await clean(wrong).expect(400);
    expect((await clean('?older_than=3h').expect(200)).body).toEqual({ removed: [], count: 0 });
    expect((await clean('').expect(200)).body).toEqual({ removed: [ids['bravo']], count: 1 });
    expect(fleet.audit.records.at(-1)).toMatchObject({ type: 'probe.deregistered', actor: { name: 'Ana' } });
    await get(`/probes/${ids['bravo']}`).expect(404);
    await get(`/probes/${ids['secret-host']}`, 'theirs').expect(200);
  });
});

describe('the numbers for Prometheus', () => {
  it('are those of whoever asks, under upstream’s names', async () => {
    const n = (await get('/probes').expect(200)).body.length;
    expect(n).toBeGreaterThan(0);
    const { text } = await get('/metrics').expect(200);
    expect(text).toMatch(/^legator_probes_total{status="online"} [0-9]+$/m);
    expect(text).toContain(`\nlegator_probes_registered ${n}\n`);
    expect(text).toContain(`\nlegator_probes_by_tag{tag="all"} ${n}\n`);
    expect(text).toMatch(/^legator_websocket_connections [0-9]+$/m);
  });
});
