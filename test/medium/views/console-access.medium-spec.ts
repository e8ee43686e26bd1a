import { EventStreams } from '@legator/core';
import { ConsoleClient } from '../../support/console-client.js';
import { until } from '../../support/core-app.js';
import { LiveServer } from './live-server.js';

let live: LiveServer;

beforeAll(async () => {
  live = await LiveServer.start();
}, 60_000);
afterEach(() => live.hangUp());
afterAll(() => live.stop());

const refused = (options: Parameters<typeof ConsoleClient.refused>[1]) =>
  ConsoleClient.refused(live.url, options);

it('lets nobody in without a key that may see the fleet, and says so in JSON', async () => {
  expect(await refused({})).toMatchObject({
    status: 401,
    type: 'application/json',
    body: { code: 'unauthorized' },
  });
  expect(await refused({ key: 'lgk_nothing' })).toMatchObject({ status: 401 });
  const key = await live.server.key(['signal:write']);
  expect(await refused({ key })).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  const { rows } = await live.owner.query(
    `select payload ->> 'path' as path from core_signal where type = 'auth.authorization_denied'`,
  );
  expect(rows).toContainEqual({ path: '/ws/console' });
});

it.each(['https://elsewhere.example', 'null', 'http://127.0.0.1:1'])(
  'lets no page of %s in, though its key is good',
  async (origin) => {
    const answer = await refused({ key: live.keys.default, headers: { origin } });
    expect(answer).toMatchObject({ status: 403, body: { code: 'foreign_origin' } });
  },
);

it('lets our own pages in', async () => {
  const client = await live.open({ headers: { origin: live.url } });
  await until(() => client.of('ready').length);
});

it.each(['/ws/nothing', '/ws/console/', '/', '/api/v1/events'])('knows no socket at %s', async (path) => {
  const answer = await refused({ path, key: live.keys.default });
  expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } });
});

it('leaves the sockets of probes to their own server', async () => {
  const answer = await refused({ path: '/ws/probe?id=prb-00000000', key: 'wrong' });
  expect(answer).toMatchObject({ status: 403, body: { error: 'invalid credentials' } });
});

it('closes the sockets of a key because it was revoked, greeted or not, and not at the next look at all', async () => {
  const looks = jest.spyOn(live.server.app.get(EventStreams), 'beat').mockReturnValue();
  const key = await live.server.key(['fleet:read']);
  const theirs = [await live.open({ key }), await live.open({ key, hello: null })];
  const ours = await live.open();
  await until(() => theirs[0]!.of('ready').length && ours.of('ready').length);
  const admin = { authorization: `Bearer ${await live.server.key(['admin'])}` };
  const listed = await (await fetch(`${live.url}/api/v1/auth/keys`, { headers: admin })).json();
  const { id } = (listed as { keys: { id: string; key_prefix: string }[] }).keys.find(({ key_prefix }) =>
    key.startsWith(key_prefix),
  )!;
  const answer = await fetch(`${live.url}/api/v1/auth/keys/${id}`, { method: 'DELETE', headers: admin });
  expect(answer.status).toBeLessThan(300);
  await until(() => theirs.every(({ closed }) => closed));
  expect(theirs.map(({ closed }) => closed?.code)).toEqual([1008, 1008]);
  expect(ours.closed).toBeUndefined();
  looks.mockRestore();
});

it('gives one actor a hundred sockets and no more, and counts them', async () => {
  const key = await live.server.key(['fleet:read']);
  const clients = await Promise.all(Array.from({ length: 100 }, () => live.open({ key, hello: null })));
  expect(await refused({ key })).toMatchObject({ status: 429, body: { code: 'console.too_many' } });
  const admin = await live.server.key(['admin']);
  const gauge = async () => {
    const answer = await fetch(`${live.url}/api/v1/metrics`, {
      headers: { authorization: `Bearer ${admin}` },
    });
    return /^legator_console_sockets (\d+)$/m.exec(await answer.text())?.[1];
  };
  expect(await gauge()).toBe('100');
  await live.open({ hello: null });
  clients[0]!.close();
  await until(async () => (await gauge()) === '100');
  await live.open({ key });
});
