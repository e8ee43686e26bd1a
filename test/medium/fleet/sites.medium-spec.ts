import { enrolled, fleetApp, publicKey, statusOf } from './fleet-app.js';
import type { FleetApp } from './fleet-app.js';

let fleet: FleetApp;
beforeAll(async () => {
  fleet = await fleetApp();
});
afterAll(() => fleet.close());

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
const ask = (method: Method, path: string, body?: object, who = 'default') =>
  fleet.http()[method](`/api/v1${path}`).set('Authorization', `Bearer ${who}`).send(body);
const make = async (name: string, who = 'default') =>
  (await ask('post', '/sites', { name }, who).expect(201)).body as { id: string };
const put = (probeId: string, site: string | null, who = 'default') =>
  ask('put', `/probes/${probeId}/site`, { site }, who);
const siteOf = async (probe: { probeId: string }) =>
  (await statusOf(fleet, probe))['site_id'] as string | null;

describe('a site', () => {
  it('gets an id from its name, is found, called otherwise, and removed, each with its fact and directive', async () => {
    const made = await ask('post', '/sites', { name: 'Köln  Süd 2', description: 'Two racks' }).expect(201);
    expect(made.body).toMatchObject({ id: 'koln-sud-2', name: 'Köln  Süd 2', probes: 0, created_by: 'Ana' });
    const changed = await ask('patch', '/sites/koln-sud-2', { name: 'Köln' }).expect(200);
    expect(changed.body).toMatchObject({ id: 'koln-sud-2', name: 'Köln', description: 'Two racks' });
    await ask('patch', '/sites/koln-sud-2', { name: 'Köln' }).expect(200);
    await ask('delete', '/sites/koln-sud-2').expect(200, { removed: 'koln-sud-2', probes: 0 });
    await ask('get', '/sites/koln-sud-2').expect(404);
    const facts = await fleet.signals('koln-sud-2');
    expect(facts.filter((type) => type.startsWith('site.'))).toEqual([
      'site.created',
      'site.changed',
      'site.removed',
    ]);
    const types = await fleet.sql(
      `select type from directives_directive where subject_type = 'site' and subject_id = 'koln-sud-2' order by id`,
    );
    expect(types.map(({ type }) => type)).toEqual([
      'site.create',
      'site.change',
      'site.change',
      'site.remove',
    ]);
    const entry = fleet.audit.records.find(({ type }) => type === 'site.changed');
    expect(entry).toMatchObject({ before: { name: 'Köln  Süd 2' }, after: { name: 'Köln' } });
  });

  it.each([
    ['a name that is taken, whatever its capitals', { name: 'OSLO' }, 409],
    ['an id that is taken', { name: 'Another', id: 'oslo' }, 409],
    ['a name that gives no id', { name: '東京' }, 400],
    ['a name that is not what it seems', { name: 'Os\u202Elo' }, 400],
    ['an id that is no word', { name: 'X', id: '-x' }, 400],
    ['a key that nobody knows', { name: 'X', tenant_id: 'theirs' }, 400],
    ['no name', {}, 400],
  ])('is not made with %s', async (_what, body, status) => {
    await ask('post', '/sites', { name: 'Oslo' });
    await ask('post', '/sites', body).expect(status);
  });

  it('with letters that an id cannot have is made with an id of its own', async () => {
    await ask('post', '/sites', { name: '東京', id: 'tokyo' }).expect(201);
  });

  it('is made, changed and removed with site:manage alone, and seen with fleet:read', async () => {
    await make('Rights');
    for (const [method, path, body] of [
      ['post', '/sites', { name: 'Mine' }],
      ['patch', '/sites/rights', { name: 'Mine' }],
      ['delete', '/sites/rights', undefined],
    ] as const)
      await ask(method, path, body, 'default:fleet:write').expect(403);
    await ask('get', '/sites/rights', undefined, 'default:fleet:read').expect(200);
    await ask('patch', '/sites/rights', { name: 'Rights 2' }, 'default:site:manage').expect(200);
    await ask('delete', '/sites/rights', undefined, 'default:site:manage').expect(200);
  });
});

describe('probes', () => {
  it('are put into a site and out of it, alone and many at once, and counted there', async () => {
    await make('Hamburg');
    const probes = [await enrolled(fleet), await enrolled(fleet), await enrolled(fleet)];
    const [first] = probes;
    await put(first!.probeId, 'hamburg').expect(200, { probe_id: first!.probeId, site: 'hamburg' });
    await put(first!.probeId, 'hamburg').expect(200);
    const ids = probes.map(({ probeId }) => probeId);
    const many = await ask('post', '/fleet/sites', { probes: [...ids, 'prb-00000000'], site: 'hamburg' });
    expect(many.body).toEqual({ matched: 3, changed: 2 });
    const facts = await fleet.signals(first!.probeId);
    expect(facts.filter((type) => type === 'probe.site_changed')).toHaveLength(1);
    expect((await ask('get', '/sites/hamburg/summary')).body).toMatchObject({
      ...{ site: { probes: 3, counts: { pending: 3, online: 0 } }, connected: 0 },
      worst: [{ status: 'pending' }, { status: 'pending' }, { status: 'pending' }],
    });
    const taken = await ask('post', '/fleet/sites', { q: 'site:hamburg', site: null });
    expect(taken.body).toEqual({ matched: 3, changed: 3 });
    expect(await siteOf(first!)).toBeNull();
  });

  it('are found by the id and the name of their site, and by having none', async () => {
    await ask('post', '/sites', { name: 'Büro West', id: 'west' }).expect(201);
    const [inside, outside] = [await enrolled(fleet), await enrolled(fleet)];
    await put(inside.probeId, 'west').expect(200);
    const found = async (q: string) =>
      (await ask('get', `/fleet/rows?q=${encodeURIComponent(q)}`)).body.rows as Record<string, string>[];
    const ids = async (q: string) => (await found(q)).map(({ id }) => id);
    for (const q of ['site:west', 'site:WEST', 'site:"büro west"', 'site:büro*'])
      expect([q, await ids(q)]).toEqual([q, [inside.probeId]]);
    expect((await found('site:west'))[0]).toMatchObject({ site_id: 'west', site: 'Büro West' });
    expect(await ids('-site:west')).toContain(outside.probeId);
    expect(await ids('-site:*')).toContain(outside.probeId);
    expect(await ids('-site:*')).not.toContain(inside.probeId);
    expect((await ask('get', '/probes?site=west')).body).toMatchObject([
      { id: inside.probeId, site_id: 'west', site: 'Büro West' },
    ]);
    expect((await ask('get', '/fleet/filter-values?key=site&prefix=we')).body).toEqual({
      values: [{ value: 'west', count: 1 }],
    });
    const csv = await ask('get', '/fleet/rows.csv?q=site:west');
    expect(csv.text).toContain('Büro West');
  });

  it.each([
    [{ probes: ['prb-00000000'], q: 'x', site: 'oslo' }, 400],
    [{ q: ' ', site: 'oslo' }, 400],
    [{ q: 'web', site: '../x' }, 400],
    [{ q: 'web' }, 400],
    [{ q: 'web', site: 'nowhere' }, 404],
    [{ probes: ['prb-00000000'], site: null }, 404],
  ])('stay where they are for %j: %s', async (body, status) => {
    await ask('post', '/fleet/sites', body).expect(status);
  });

  it('move with fleet:write alone', async () => {
    await make('Moves');
    const probe = await enrolled(fleet);
    await put(probe.probeId, 'moves', 'default:site:manage').expect(403);
    await put(probe.probeId, 'moves', 'default:fleet:write').expect(200);
  });

  it('keep their site from being removed, unless they are to be taken out of it', async () => {
    await make('Rome');
    const probe = await enrolled(fleet);
    await put(probe.probeId, 'rome').expect(200);
    const kept = await ask('delete', '/sites/rome').expect(409);
    expect(kept.body).toMatchObject({
      code: 'fleet.site_in_use',
      message: expect.stringContaining('1 probe in it'),
    });
    await ask('delete', '/sites/rome?take_out_probes=true', undefined, 'default:site:manage').expect(403);
    await ask('delete', '/sites/rome?take_out_probes=true').expect(200, { removed: 'rome', probes: 1 });
    expect(await siteOf(probe)).toBeNull();
    expect((await fleet.signals(probe.probeId)).at(-1)).toBe('probe.site_changed');
  });
});

describe('a freeze', () => {
  const freeze = (id: string) =>
    ask('post', '/execution/freeze', { scope: { type: 'site', id }, reason: 'stocktaking' });

  it('is refused for a site that there is not', async () => {
    await freeze('nowhere').expect(404);
  });

  it('keeps its site, and its probes from being moved out by whoever may not lift it', async () => {
    await make('Vault');
    const [probe, other] = [await enrolled(fleet), await enrolled(fleet)];
    await put(probe.probeId, 'vault').expect(200);
    await freeze('VAULT').expect(201);
    await put(probe.probeId, null, 'default:fleet:write').expect(423);
    await put(other.probeId, 'vault', 'default:fleet:write').expect(200);
    const kept = await ask('delete', '/sites/vault?take_out_probes=true').expect(409);
    expect(kept.body.message).toContain('it is frozen');
    await put(probe.probeId, null).expect(200);
  });
});

describe('a token with a site', () => {
  it('puts probes there, and says so', async () => {
    await make('Lisbon');
    const { token, id } = await fleet.token('default', { multi_use: true, site: 'lisbon' });
    const { probe_id } = await fleet.register({ token, hostname: 'lis-1' });
    expect(await siteOf({ probeId: probe_id })).toBe('lisbon');
    const { body } = await ask('get', '/tokens');
    expect(body.tokens.find((one: { id: string }) => one.id === id)).toMatchObject({ site: 'lisbon' });
    expect((await ask('delete', '/sites/lisbon?take_out_probes=true').expect(409)).body.message).toContain(
      '1 registration token for it can still be used',
    );
    await ask('delete', `/tokens/${id}`).expect(200);
    await ask('delete', '/sites/lisbon?take_out_probes=true').expect(200);
  });

  it('is not made for a site that there is not', async () => {
    await ask('post', '/tokens', { site: 'nowhere' }).expect(404);
  });

  it('never moves a probe that is known in another site, whatever key it shows', async () => {
    await make('Here');
    await make('There');
    const here = await fleet.token('default', { multi_use: true, site: 'here' });
    const there = await fleet.token('default', { multi_use: true, site: 'there' });
    const host = { hostname: 'same-name', protocols: [2], public_key: publicKey() };
    const known = await fleet.register({ ...host, token: here.token });
    const other = await fleet.register({ ...host, token: there.token });
    expect(other.probe_id).not.toBe(known.probe_id);
    expect(await siteOf({ probeId: known.probe_id })).toBe('here');
    expect(await siteOf({ probeId: other.probe_id })).toBe('there');
    const again = await fleet.register({ ...host, token: here.token });
    expect(again.probe_id).toBe(known.probe_id);
  });

  it('that names no site leaves a known probe in its own', async () => {
    await make('Stay');
    const staying = await fleet.token('default', { multi_use: true, site: 'stay' });
    const plain = await fleet.token();
    const { probe_id } = await fleet.register({ token: staying.token, hostname: 'stayer' });
    expect((await fleet.register({ token: plain.token, hostname: 'stayer' })).probe_id).toBe(probe_id);
    expect(await siteOf({ probeId: probe_id })).toBe('stay');
  });
});

describe('another tenant', () => {
  it('sees none of it, changes none of it, and may call its own the same', async () => {
    await make('Private');
    const mine = await enrolled(fleet);
    await put(mine.probeId, 'private').expect(200);
    expect((await ask('get', '/sites', undefined, 'theirs')).body).toEqual({
      sites: [],
      without: { online: 0, degraded: 0, offline: 0, pending: 0 },
    });
    for (const [method, path, body] of [
      ['get', '/sites/private', undefined],
      ['get', '/sites/private/summary', undefined],
      ['patch', '/sites/private', { name: 'Mine' }],
      ['delete', '/sites/private?take_out_probes=true', undefined],
      ['post', '/fleet/sites', { q: 'host', site: 'private' }],
      ['post', '/tokens', { site: 'private' }],
      ['post', '/execution/freeze', { scope: { type: 'site', id: 'private' }, reason: 'x' }],
    ] as const)
      expect([method, path, (await ask(method, path, body, 'theirs')).status]).toEqual([method, path, 404]);
    await put(mine.probeId, null, 'theirs').expect(404);
    expect(await siteOf(mine)).toBe('private');
    await make('Private', 'theirs');
    await put(mine.probeId, 'private', 'theirs').expect(404);
  });

  it('cannot have a probe in it, whatever the program writes', async () => {
    await make('Only mine');
    const theirs = await enrolled(fleet, 'theirs');
    await expect(
      fleet.sql(`update fleet_probe set site_id = 'only-mine' where id = $1`, [theirs.probeId]),
    ).rejects.toThrow('fleet_probe_site');
  });
});
