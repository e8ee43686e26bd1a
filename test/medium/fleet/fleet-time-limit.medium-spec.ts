import { Transactions } from '@legator/core';
import { FleetQueries } from '@legator/fleet';
import { fleetApp } from './fleet-app.js';
import type { FleetApp } from './fleet-app.js';
import { seedProbes } from './seeded-probes.js';

const TOO_SLOW = { code: 'query_too_slow' };
const EXPORT = { q: '', sort: 'hostname' } as const;

let fleet: FleetApp;
let queries: FleetQueries;
let ids: Record<string, string>;
/** Short only where something keeps a search from its end: one that nothing is in the way of has its time here. */
let limitMs = 60_000;
beforeAll(async () => {
  fleet = await fleetApp({ searchMs: () => limitMs });
  queries = fleet.app.get(FleetQueries);
  ids = await seedProbes(fleet, [{ hostname: 'a' }, { hostname: 'b' }]);
});
beforeEach(() => (limitMs = 60_000));
afterEach(() => fleet.sql('rollback'));
afterAll(() => fleet.close());

/** As anything would that keeps a search from its end; nobody can do this from outside. */
async function lockAway(): Promise<void> {
  await fleet.sql('begin');
  await fleet.sql('lock table fleet_probe in access exclusive mode');
  limitMs = 200;
}

async function letGo(): Promise<void> {
  await fleet.sql('rollback');
  limitMs = 60_000;
}

const call = (method: 'get' | 'post', path: string) =>
  fleet.http()[method](`/api/v1/fleet${path}`).set('Authorization', 'Bearer mine');

it.each([
  ['a page of the list', 'get', '/rows', undefined],
  ['named rows', 'get', '/rows?ids=prb-00000001', undefined],
  ['values to filter by', 'get', '/filter-values?key=tag', undefined],
  ['the beginning of an export', 'get', '/rows.csv', undefined],
  ['tags of what matches', 'post', '/tags', { q: 'host:a', add: ['x'] }],
  ['tags of named ones', 'post', '/tags', { probes: ['prb-00000001'], add: ['x'] }],
] as const)('%s: a search without an end ends with a code', async (_what, method, path, body) => {
  await lockAway();
  const answer = await call(method, path).send(body);
  expect([answer.status, answer.body]).toEqual([504, expect.objectContaining(TOO_SLOW)]);
  await letGo();
  expect((await call(method, path).send(body)).status).toBe(200);
});

it('tags of a row that somebody holds: nothing is changed', async () => {
  await fleet.sql('begin');
  await fleet.sql('select 1 from fleet_probe where id = $1 for update', [ids['b']]);
  limitMs = 200;
  await call('post', '/tags')
    .send({ q: 'host:*', add: ['late'] })
    .expect(504);
  await fleet.sql('rollback');
  const tags = (await fleet.sql('select tags from fleet_probe')).flatMap((row) => row['tags'] as string[]);
  expect(tags).not.toContain('late');
});

it('an export is ended in its middle as well', async () => {
  const pieces = queries.csv('mine', EXPORT);
  expect((await pieces.next()).value).toMatch(/^id,hostname/);
  await lockAway();
  await expect(pieces.next()).rejects.toMatchObject(TOO_SLOW);
});

it('what comes after a search in the same transaction has its time', async () => {
  const limit = await fleet.app.get(Transactions).runAs('mine', async (tx) => {
    expect(await queries.idsMatching(tx, '')).toHaveLength(2);
    return tx.query('show statement_timeout');
  });
  expect(limit).toEqual([{ statement_timeout: '0' }]);
});
