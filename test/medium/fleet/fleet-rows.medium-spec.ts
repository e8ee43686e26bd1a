import { FleetQueries } from '@legator/fleet';
import { Transactions } from '@legator/core';
import { FleetRowPage } from '@legator/contracts';
import { fleetApp } from './fleet-app.js';
import type { FleetApp } from './fleet-app.js';
import { seedProbes } from './seeded-probes.js';

jest.setTimeout(60_000);

const GB = 1_000_000_000;
const memory = (percent: number) => ({ memoryTotal: 100 * GB, memoryUsed: percent * GB });

let fleet: FleetApp;
let ids: Record<string, string>;
beforeAll(async () => {
  fleet = await fleetApp();
  ids = await seedProbes(fleet, [
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
  ]);
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

function cursor(parts: string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

describe('pages of many alike', () => {
  const sorts = ['health', 'hostname', 'last_seen', 'registered', 'cpu', 'memory', 'disk', 'status'];

  beforeAll(() =>
    seedProbes(
      fleet,
      Array.from({ length: 60 }, (_, n) => ({
        ...{ hostname: `twin-${n % 3}`, tenant: 'many', score: 90 + (n % 2), seen: 7 + (n % 4) },
        ...{
          status: (['online', 'offline', 'degraded', 'pending'] as const)[n % 4],
          vitals: n % 5 ? {} : null,
        },
      })),
    ),
  );

  it.each(sorts.flatMap((sort) => [sort, `-${sort}`]))('by %s lose none and repeat none', async (sort) => {
    const whole = (await rows({ sort, limit: 500 }, 'many')).rows.map(({ id }) => id);
    const paged: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page: FleetRowPage = await rows({ sort, limit: 7, ...(next && { cursor: next }) }, 'many');
      paged.push(...page.rows.map(({ id }) => id));
      next = page.next_cursor;
    }
    expect(new Set(whole).size).toBe(60);
    expect(paged).toEqual(whole);
    const opposite = sort.startsWith('-') ? sort.slice(1) : `-${sort}`;
    expect((await rows({ sort: opposite, limit: 500 }, 'many')).rows.map(({ id }) => id)).toEqual(
      whole.reverse(),
    );
  });
});

describe('what else the page asks for', () => {
  it('values come with their numbers, most common first, of this tenant', async () => {
    const values = async (query: string) => (await get(`/filter-values?${query}`).expect(200)).body.values;
    expect(await values('key=tag')).toEqual([
      { value: 'prod', count: 3 },
      { value: 'web', count: 2 },
      ...['ci', 'db', 'edge', 'k8s', 'my tag'].map((value) => ({ value, count: 1 })),
    ]);
    expect(await values('key=tag&prefix=W&limit=1')).toEqual([{ value: 'web', count: 2 }]);
    expect(await values('key=tag&prefix=%25')).toEqual([]);
    expect(await values('key=os&limit=2')).toEqual([
      { value: 'linux', count: 7 },
      { value: 'ubuntu', count: 5 },
    ]);
    expect(await values('key=site')).toContainEqual({ value: 'home', count: 1 });
    expect(await values('key=policy')).toContainEqual({ value: 'remediate', count: 1 });
    expect(await values('key=status')).toContainEqual({ value: 'pending', count: 1 });
    expect(await values('key=version')).toEqual([
      { value: '1.0.0', count: 7 },
      { value: '1.1.0', count: 1 },
    ]);
    for (const wrong of ['', 'key=hostname', 'key=tag&limit=0', 'key=tag&prefix=%00', 'key=tag&x=1'])
      await get(`/filter-values?${wrong}`).expect(400);
  });

  it('a file of what matches is safe to open', async () => {
    await seedProbes(fleet, [
      { hostname: '=HYPERLINK("x")', tenant: 'files', tags: ['a', 'b'], score: 50 },
      { hostname: 'plain', tenant: 'files', status: 'offline', tags: ['a'] },
      { hostname: 'other', tenant: 'files' },
    ]);
    const answer = await get('/rows.csv?q=tag:a&sort=-hostname', 'files').expect(200);
    expect(answer.headers['content-type']).toMatch('text/csv');
    expect(answer.headers['content-disposition']).toMatch(
      /^attachment; filename="legator-fleet-\d{8}\.csv"$/,
    );
    const lines = answer.text.trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^id,hostname,status,/);
    expect(lines[1]).toMatch(/^prb-[0-9a-f]{8},plain,offline,false,linux,ubuntu,24\.04,a,/);
    expect(lines[2]).toContain(`,"'=HYPERLINK(""x"")",online,true,linux,ubuntu,24.04,a b,`);
    expect((await get('/rows.csv?q=bad:x', 'files').expect(400)).body.code).toBe('invalid_filter');
  });

  it('ids of all that match are there for other rooms, of their tenant alone', async () => {
    const matching = (tenant: string, q: string) =>
      fleet.app.get(Transactions).runAs(tenant, (tx) => fleet.app.get(FleetQueries).idsMatching(tx, q));
    expect(await matching('mine', 'tag:prod')).toEqual([ids['db-02'], ids['web-01'], ids['Web-03']]);
    expect(await matching('theirs', '')).toEqual([ids['web-secret']]);
    await expect(matching('mine', 'a:b')).rejects.toMatchObject({ code: 'invalid_filter' });
  });

  it('ids are refused when there are too many of them to mean each', async () => {
    await fleet.sql(
      `insert into fleet_probe (id, tenant_id, hostname, os, arch, protocol, key_hash, key_prefix, registered_at)
       select 'prb-f' || lpad(to_hex(n), 7, '0'), 'crowd', 'h' || n, 'linux', 'amd64', 1, '', '', now()
       from generate_series(0, 20000) n`,
    );
    const matching = (q: string) =>
      fleet.app.get(Transactions).runAs('crowd', (tx) => fleet.app.get(FleetQueries).idsMatching(tx, q));
    await expect(matching('')).rejects.toMatchObject({ code: 'fleet.too_many_matches' });
    expect(await matching('-host:h7')).toHaveLength(20_000);
  });

  it('another tenant gets its own alone, on every route', async () => {
    const answers = await Promise.all([
      rows({ q: 'tag:prod' }, 'theirs'),
      rows({ ids: Object.values(ids).join(',') }, 'theirs'),
      get('/rows.csv', 'theirs').then(({ text }) => text),
      get('/filter-values?key=tag', 'theirs').then(({ body }) => body),
      get(`/sparklines?ids=${Object.values(ids).join(',')}`, 'theirs').then(({ body }) => body),
    ]);
    expect(JSON.stringify(answers)).toContain('web-secret');
    expect(JSON.stringify(answers)).not.toMatch(/db-02|Web-03|ams2|"edge"/);
    expect(Object.keys(answers[4].series)).toEqual([ids['web-secret']]);
    expect(JSON.stringify(await rows({ limit: 500 }))).not.toMatch(/secret|bunker/);
  });
});

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
