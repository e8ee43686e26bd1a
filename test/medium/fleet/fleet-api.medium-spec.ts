import { anInventory, someVitals } from '@legator/fleet/testing';
import { ProbeKeys, ProbesService, SummaryContributors } from '@legator/fleet';
import { Transactions } from '@legator/core';
import { VitalsRollup } from '../../../libs/fleet/src/vitals/vitals-rollup.js';
import { fleetApp, publicKey, until } from './fleet-app.js';
import type { FleetApp } from './fleet-app.js';

jest.setTimeout(60_000);

let fleet: FleetApp;
const ids: Record<string, string> = {};
const keys: Record<string, string> = {};

beforeAll(async () => {
  fleet = await fleetApp();
  for (const [tenant, names] of [
    ['mine', ['Alpha', 'bravo', 'charlie']],
    ['theirs', ['secret-host']],
  ] as const) {
    const { token } = await fleet.token(tenant);
    for (const hostname of names) {
      const made = await fleet.register({
        token,
        hostname,
        protocols: [2],
        public_key: publicKey(),
        tags: ['All'],
      });
      ids[hostname] = made.probe_id;
      keys[hostname] = made.api_key;
      const probe = { probeId: made.probe_id, tenantId: tenant };
      fleet.presence.connected(probe, { at: fleet.clock.now(), address: '192.0.2.7', version: '1' });
      fleet.presence.beat(probe, someVitals(), fleet.clock.now());
      const distribution = hostname === 'bravo' ? 'debian' : 'ubuntu';
      await fleet.presence.inventory(probe, anInventory({ hostname, distribution }));
    }
  }
  await fleet.presence.flush();
});
afterAll(() => fleet.close());

const get = (path: string, tenant = 'mine') =>
  fleet.http().get(`/api/v1${path}`).set('Authorization', `Bearer ${tenant}`);
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

describe('another tenant', () => {
  it('sees nothing of ours on any route', async () => {
    const id = ids['Alpha'];
    const answers = await Promise.all(
      [
        '/probes',
        '/probes?limit=10',
        '/fleet/inventory',
        '/fleet/tags',
        '/fleet/by-tag/all',
        '/fleet/summary',
      ].map((path) => get(path, 'theirs').expect(200)),
    );
    expect(JSON.stringify(answers.map(({ body }) => body))).not.toMatch(/Alpha|charlie/);
    for (const path of [`/probes/${id}`, `/probes/${id}/health`, `/probes/${id}/vitals`])
      await get(path, 'theirs').expect(404);
    const as = (agent: any) => agent.set('Authorization', 'Bearer theirs');
    await as(fleet.http().put(`/api/v1/probes/${id}/tags`))
      .send({ tags: ['x'] })
      .expect(404);
    await as(fleet.http().delete(`/api/v1/probes/${id}`)).expect(404);
    await get(`/probes/${id}`).expect(200);
  });

  it('is kept out by the database itself, whatever a query forgets', async () => {
    const seen = await fleet.app.get(Transactions).runAs('theirs', async (tx) => {
      const tables = ['fleet_probe', 'fleet_inventory', 'fleet_token', 'fleet_vitals', 'fleet_counter'];
      const found = [];
      for (const table of tables) {
        found.push(...(await tx.query(`select distinct tenant_id from ${table}`)));
      }
      await tx.query(`update fleet_probe set level = 'remediate'`);
      return found;
    });
    expect(new Set(seen.map(({ tenant_id }: { tenant_id: string }) => tenant_id))).toEqual(
      new Set(['theirs']),
    );
    expect(await fleet.sql(`select level from fleet_probe where id = $1`, [ids['Alpha']])).toEqual([
      { level: 'observe' },
    ]);
    const anonymous = await fleet.app
      .get(Transactions)
      .anonymous((tx) => tx.query('select count(*)::int as n from fleet_probe'));
    expect(anonymous).toEqual([{ n: 0 }]);
  });

  it('cannot be aimed at', async () => {
    const targets = await fleet.app
      .get(Transactions)
      .runAs('theirs', (tx) => fleet.app.get(ProbesService).targets(tx, { probeIds: Object.values(ids) }));
    expect(targets.map(({ id }) => id)).toEqual([ids['secret-host']]);
  });
});

describe('the rights', () => {
  it.each([
    ['get', '/probes', 'fleet:read'],
    ['get', '/fleet/summary', 'fleet:read'],
    ['post', '/fleet/cleanup?older_than=9h', 'fleet:write'],
    ['post', '/tokens', 'fleet:write'],
    ['get', '/tokens', 'admin'],
  ] as const)('%s %s needs %s and no other does', async (method, path, permission) => {
    const status = async (bearer: string) =>
      (await fleet.http()[method](`/api/v1${path}`).set('Authorization', bearer)).status;
    expect(await status(`Bearer rights:${permission}`)).toBe(200);
    expect(await status('Bearer rights:audit:read')).toBe(403);
    expect(await status('')).toBe(401);
  });
});

describe('a key', () => {
  const authenticate = (id: string, key: string | undefined) =>
    fleet.app.get(ProbeKeys).authenticate(id, key);

  it('proves one probe', async () => {
    expect(await authenticate(ids['Alpha']!, keys['Alpha'])).toEqual({
      probeId: ids['Alpha'],
      tenantId: 'mine',
      protocol: 2,
      publicKey: publicKey(),
      level: 'observe',
      ceiling: 'remediate',
    });
  });

  it.each([
    ['of another probe', () => [ids['Alpha'], keys['charlie']]],
    ['for nobody', () => ['prb-00000000', keys['charlie']]],
    ['of the wrong form', () => [ids['Alpha'], 'lgk_']],
    ['for an id with NUL', () => ['prb-\0', keys['Alpha']]],
    ['for a huge id', () => ['p'.repeat(1e6), keys['Alpha']]],
  ])('%s proves nothing', async (_what, pair) => {
    const [id, key] = pair() as [string, string];
    await expect(authenticate(id, key)).rejects.toMatchObject({
      kind: 'forbidden',
      code: 'fleet.invalid_credentials',
    });
  });

  it('is asked for', async () => {
    await expect(authenticate(ids['Alpha']!, undefined)).rejects.toMatchObject({ code: 'fleet.missing_key' });
  });
});

describe('vitals', () => {
  it('are averaged over 5 minutes and hours, once, and old days are dropped', async () => {
    const id = ids['charlie'];
    const [{ start }] = (await fleet.sql(
      `select date_trunc('hour', now()) - interval '2 hours' as start`,
    )) as [any];
    await fleet.sql(`delete from fleet_vitals where probe_id = $1`, [id]);
    await fleet.sql(`select fleet_vitals_partitions($1)`, [start]);
    await fleet.sql(
      `insert into fleet_vitals (probe_id, tenant_id, at, cpu, memory)
       select $1, 'mine', $2::timestamptz + make_interval(secs => 30 * n), case when n < 60 then 10 else 30 end,
         case when n % 2 = 0 then 50 end from generate_series(0, 119) n`,
      [id, start],
    );
    await fleet.sql(`update fleet_rollup set upto = $1`, [start]);
    await fleet.sql(`create table fleet_vitals_20200101 partition of fleet_vitals
      for values from ('2020-01-01 00:00+00') to ('2020-01-02 00:00+00')`);
    const rollup = fleet.app.get(VitalsRollup);
    await until(
      async () => {
        await rollup.turn();
        return fleet.sql(`select n, cpu, memory from fleet_vitals_1h where probe_id = $1`, [id]);
      },
      (rows) => rows.length > 0,
    );
    await rollup.turn();
    expect(await fleet.sql(`select n, cpu, memory from fleet_vitals_1h where probe_id = $1`, [id])).toEqual([
      { n: 120, cpu: 20, memory: 50 },
    ]);
    expect(
      await fleet.sql(`select count(*)::int as n from fleet_vitals_5m where probe_id = $1`, [id]),
    ).toEqual([{ n: 12 }]);
    expect(await fleet.sql(`select to_regclass('fleet_vitals_20200101') as left`)).toEqual([{ left: null }]);
  });

  it('are shown from the record that fits, never more than 2,000 points', async () => {
    const history = (query: string) => get(`/probes/${ids['charlie']}/vitals${query}`);
    const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
    const recent = (await history(`?from=${ago(3)}&to=${ago(0)}`).expect(200)).body;
    expect(recent).toMatchObject({ source: 'raw', step_seconds: 30 });
    expect(recent.points).toHaveLength(120);
    expect(recent.points[0]).toMatchObject({ cpu_percent: 10, memory_percent: 50, load1: null });
    const day = (await history(`?from=${ago(24)}`).expect(200)).body;
    expect(day).toMatchObject({ source: '5m', step_seconds: 300 });
    const years = (await history(`?from=2020-01-01T00:00:00Z&step=1`).expect(200)).body;
    expect(years.source).toBe('1h');
    expect((Date.now() - Date.parse('2020-01-01')) / 1_000 / years.step_seconds).toBeLessThanOrEqual(2_000);
  });

  it.each([
    '?from=yesterday',
    '?step=0',
    '?step=x',
    '?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z',
    '?limit=9',
  ])('refuse %s', async (query) => void (await get(`/probes/${ids['charlie']}/vitals${query}`).expect(400)));
});

describe('a probe that keeps replacing its own connection', () => {
  it('raises one alarm', async () => {
    const probe = { probeId: ids['charlie']!, tenantId: 'mine' };
    for (let n = 0; n < 6; n += 1) {
      fleet.presence.connected(probe, { at: fleet.clock.now(), address: `192.0.2.${n}`, version: '1' });
      await fleet.presence.flush();
    }
    await until(
      () => fleet.signals(probe.probeId),
      (types) => types.includes('probe.flapping'),
    );
    expect(
      (await fleet.signals(probe.probeId)).filter((type) => type === 'probe.flapping').length,
    ).toBeLessThan(3);
  });
});
