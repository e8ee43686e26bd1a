import type { FleetRowPage } from '@legator/contracts';
import { Transactions } from '@legator/core';
import { FleetQueries } from '@legator/fleet';
import { fleetApp } from './fleet-app.js';
import type { FleetApp } from './fleet-app.js';
import { seedMixed, seedProbes } from './seeded-probes.js';

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
