import { Transactions } from '@legator/core';
import { fleetApp, until } from './fleet-app.js';
import type { FleetApp } from './fleet-app.js';
import { seedProbes } from './seeded-probes.js';

let fleet: FleetApp;
let ids: Record<string, string>;
beforeAll(async () => {
  fleet = await fleetApp();
});
beforeEach(async () => {
  await fleet.sql('delete from fleet_probe');
  fleet.audit.records.length = 0;
  ids = await seedProbes(fleet, [
    { hostname: 'a', tags: ['web', 'old'] },
    { hostname: 'b', tags: ['web', 'prod'] },
    { hostname: 'c', tags: ['db'] },
    { hostname: 'secret', tenant: 'theirs', tags: ['web'] },
  ]);
});
afterEach(() => fleet.sql('rollback'));
afterAll(() => fleet.close());

const call = (method: 'get' | 'post' | 'put' | 'delete', path: string, bearer = 'mine') =>
  fleet.http()[method](`/api/v1/fleet${path}`).set('Authorization', `Bearer ${bearer}`);
const tagsNow = async () =>
  Object.fromEntries(
    (await fleet.sql('select hostname, tags from fleet_probe')).map(({ hostname, tags }) => [hostname, tags]),
  );

describe('tags of many probes', () => {
  it('are added and removed for all that match, and only changes are reported', async () => {
    const input = { q: 'tag:web', add: [' Prod ', 'EU'], remove: ['old'] };
    const { body } = await call('post', '/tags').send(input).expect(200);
    expect(body).toEqual({ matched: 2, changed: 2 });
    expect(await tagsNow()).toEqual({
      ...{ a: ['web', 'prod', 'eu'], b: ['web', 'prod', 'eu'], c: ['db'], secret: ['web'] },
    });
    expect((await call('post', '/tags').send(input).expect(200)).body).toEqual({ matched: 2, changed: 0 });
    expect(await fleet.signals(ids['b']!)).toEqual(['probe.tags_changed']);
    expect(fleet.audit.records).toHaveLength(2);
    expect(fleet.audit.records[0]).toMatchObject({
      type: 'probe.tags_changed',
      before: { tags: ['web', 'old'] },
      after: { tags: ['web', 'prod', 'eu'] },
    });
  });

  it('are changed for named probes of one’s own', async () => {
    const input = { probes: [ids['a'], ids['c'], ids['secret'], 'prb-ffffffff'], add: ['x'] };
    expect((await call('post', '/tags').send(input).expect(200)).body).toEqual({ matched: 2, changed: 2 });
    expect(await tagsNow()).toMatchObject({ a: ['web', 'old', 'x'], c: ['db', 'x'], secret: ['web'] });
  });

  it('stay as they are everywhere when one probe would have too many', async () => {
    const many = Array.from({ length: 63 }, (_, n) => `t${n}`);
    const { body } = await call('post', '/tags').send({ q: 'host:*', add: many }).expect(400);
    expect(body).toMatchObject({ code: 'fleet.too_many_tags', probe_id: expect.stringMatching(/^prb-/) });
    expect(await tagsNow()).toMatchObject({ a: ['web', 'old'], b: ['web', 'prod'], c: ['db'] });
    expect(fleet.audit.records).toEqual([]);
    await call('post', '/tags').send({ q: 'host:c', add: many }).expect(200);
  });

  it('lose nothing when two change the same probes at once', async () => {
    const waiting = async () => {
      // Within a transaction the list of connections stays as it was first seen, without those that came since.
      await fleet.sql('select pg_stat_clear_snapshot()');
      return fleet.sql(
        `select distinct pid from pg_locks join pg_stat_activity using (pid)
         where not granted and datname = current_database()`,
      );
    };
    await fleet.sql('begin');
    await fleet.sql('select 1 from fleet_probe for update');
    const both = Promise.all([
      call('post', '/tags')
        .send({ q: 'tag:web', add: ['first'], remove: ['old'] })
        .expect(200),
      call('post', '/tags')
        .send({ probes: [ids['b'], ids['a']], add: ['second'] })
        .expect(200),
    ]);
    await until(waiting, (pids) => pids.length === 2);
    await fleet.sql('commit');
    const answers = await both;
    expect(answers.map(({ body }) => body)).toEqual(Array(2).fill({ matched: 2, changed: 2 }));
    const { a, b } = await tagsNow();
    expect([a.sort(), b.sort()]).toEqual([
      ['first', 'second', 'web'],
      ['first', 'prod', 'second', 'web'],
    ]);
    const told = fleet.audit.records.filter(({ subject }) => subject?.id === ids['a']);
    expect(told[1]!.before).toEqual(told[0]!.after);
  });

  it.each([
    [{ add: ['x'] }, 'invalid_request'],
    [{ q: '', probes: ['prb-00000001'], add: ['x'] }, 'invalid_request'],
    [{ q: ' ', add: ['x'] }, 'invalid_request'],
    [{ q: 'a', add: [], remove: [] }, 'invalid_request'],
    [{ q: 'a', add: ['x'], remove: ['X'] }, 'invalid_request'],
    [{ q: 'a', add: 'x' }, 'invalid_request'],
    [{ q: 'a', add: ['x'], extra: 1 }, 'invalid_request'],
    [{ probes: [], add: ['x'] }, 'invalid_request'],
    [{ probes: Array(5_001).fill('p'), add: ['x'] }, 'invalid_request'],
    [{ q: 'status:gone', add: ['x'] }, 'invalid_filter'],
  ])('are refused with a code: %#', async (input, code) => {
    expect((await call('post', '/tags').send(input).expect(400)).body.code).toBe(code);
  });
});

describe('removals', () => {
  it('take probes out as one by one, and say what was not there', async () => {
    fleet.channel.connected.add(ids['a']!);
    const probes = [ids['a'], ids['b'], ids['a'], 'prb-ffffffff', ids['secret']];
    const { body } = await call('post', '/removals').send({ probes }).expect(200);
    expect(body).toEqual({ removed: [ids['a'], ids['b']], missing: ['prb-ffffffff', ids['secret']] });
    expect(await tagsNow()).toEqual({ c: ['db'], secret: ['web'] });
    expect(await fleet.signals(ids['a']!)).toEqual(['probe.deleted']);
    expect(fleet.audit.records.map(({ type }) => type)).toEqual(['probe.deregistered', 'probe.deregistered']);
    await until(
      () => fleet.channel.closed.map(({ probeId }) => probeId),
      (closed) => closed.includes(ids['a']!) && closed.includes(ids['b']!),
    );
  });

  it.each([
    {},
    { probes: [] },
    { probes: 'all' },
    { probes: Array(501).fill('p') },
    { probes: ['a\0'] },
    { probes: ['p'], q: '' },
  ])('are refused with a code: %#', async (input) => {
    expect((await call('post', '/removals').send(input).expect(400)).body.code).toBe('invalid_request');
  });
});

describe('saved filters', () => {
  const put = (name: string, input: object, bearer?: string) =>
    call('put', `/saved-filters/${encodeURIComponent(name)}`, bearer).send(input);
  const list = async (bearer?: string) =>
    (await call('get', '/saved-filters', bearer).expect(200)).body.filters;

  beforeEach(() => fleet.sql('delete from fleet_saved_filter'));

  it('are kept by name for everybody of the tenant and nobody else', async () => {
    const { body } = await put('Prod / œuvre 🎛', { q: 'tag:prod', sort: '-cpu' }).expect(200);
    expect(body).toMatchObject({ name: 'Prod / œuvre 🎛', q: 'tag:prod', sort: '-cpu', updated_by: 'Ana' });
    await put('all', { q: '' }, 'mine').expect(200);
    expect((await list('mine:fleet:read')).map(({ name }: { name: string }) => name)).toEqual([
      'all',
      'Prod / œuvre 🎛',
    ]);
    expect(await list('theirs')).toEqual([]);
    await call('delete', '/saved-filters/all', 'theirs').expect(404);
    await put('all', { q: 'theirs' }, 'theirs').expect(200);
    expect(await list()).toContainEqual(expect.objectContaining({ name: 'all', q: '' }));
    const seen = await fleet.app
      .get(Transactions)
      .runAs('theirs', (tx) => tx.query('select tenant_id from fleet_saved_filter'));
    expect(seen).toEqual([{ tenant_id: 'theirs' }]);
  });

  it('are reported with what was there before, once for each change', async () => {
    await put('web', { q: 'tag:web' }).expect(200);
    await put('web', { q: 'tag:web' }).expect(200);
    await put('web', { q: 'tag:web', sort: 'health' }).expect(200);
    expect((await call('delete', '/saved-filters/web').expect(200)).body).toEqual({ removed: 'web' });
    await call('delete', '/saved-filters/web').expect(404);
    expect(await fleet.signals('web')).toEqual([
      'saved_filter.changed',
      'saved_filter.changed',
      'saved_filter.removed',
    ]);
    expect(fleet.audit.records.map(({ before, after }) => ({ before, after }))).toEqual([
      { before: undefined, after: { q: 'tag:web' } },
      { before: { q: 'tag:web' }, after: { q: 'tag:web', sort: 'health' } },
      { before: { q: 'tag:web', sort: 'health' }, after: undefined },
    ]);
  });

  it('are at most 200, also when many come at once', async () => {
    await fleet.sql(
      `insert into fleet_saved_filter select 'mine', 'f' || n, '', null, 'Ana', now() from generate_series(1, 198) n`,
    );
    const answers = await Promise.all(['v', 'w', 'x', 'y', 'z'].map((name) => put(name, { q: '' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 409, 409, 409]);
    expect(answers.find(({ status }) => status === 409)!.body.code).toBe('fleet.too_many_filters');
    await put('f1', { q: 'web' }).expect(200);
    await put('v', { q: '' }, 'theirs').expect(200);
  });

  it.each([
    ['x'.repeat(61), { q: '' }, 'invalid_request'],
    [' ', { q: '' }, 'invalid_request'],
    ['a\u202eb', { q: '' }, 'invalid_request'],
    ['a', {}, 'invalid_request'],
    ['a', { q: 'x'.repeat(2_001) }, 'invalid_request'],
    ['a', { q: '', sort: 'name' }, 'invalid_request'],
    ['a', { q: '', owner: 'me' }, 'invalid_request'],
    ['a', { q: 'mood:good' }, 'invalid_filter'],
  ])('are refused with a code: %#', async (name, input, code) => {
    expect((await put(name, input).expect(400)).body.code).toBe(code);
    expect(await list()).toEqual([]);
  });
});

describe('the rights', () => {
  it.each([
    ['get', '/rows', 'fleet:read'],
    ['get', '/rows.csv', 'fleet:read'],
    ['get', '/sparklines?ids=prb-00000001', 'fleet:read'],
    ['get', '/filter-values?key=tag', 'fleet:read'],
    ['get', '/saved-filters', 'fleet:read'],
    ['put', '/saved-filters/mine', 'fleet:write'],
    ['delete', '/saved-filters/mine', 'fleet:write'],
    ['post', '/tags', 'fleet:write'],
    ['post', '/removals', 'fleet:write'],
  ] as const)('%s %s needs %s and no other does', async (method, path, permission) => {
    const status = async (bearer: string) => (await call(method, path, bearer)).status;
    expect([200, 400, 404]).toContain(await status(`rights:${permission}`));
    expect(await status(`rights:${permission === 'fleet:read' ? 'fleet:write' : 'fleet:read'}`)).toBe(403);
  });
});
