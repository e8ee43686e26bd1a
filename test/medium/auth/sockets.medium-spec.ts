import { WebSocket } from 'ws';
import { ConsoleClient } from '../../support/console-client.js';
import { until } from '../../support/core-app.js';
import { LiveServer } from '../views/live-server.js';
import { firstAdmin, Visitor } from './auth-ground.js';

let live: LiveServer;
let ana: Visitor;

beforeAll(async () => {
  live = await LiveServer.start();
  ana = await firstAdmin(live.server);
  await live.owner.query(
    `insert into auth_membership (tenant_id, user_id, role) select 'other', id, 'viewer' from auth_user`,
  );
}, 60_000);
afterEach(() => live.hangUp());
afterAll(() => live.stop());

const page = (visitor = ana) => ({ cookie: visitor.cookie, origin: live.url });
const ticketOf = async (visitor = ana) =>
  (await visitor.post('/api/v1/auth/socket-ticket')).body.protocols as string[];
const refused = (headers: Record<string, string>, protocols?: string[]) =>
  ConsoleClient.refused(live.url, { headers, protocols });
const opened = (protocols: string[], visitor = ana) =>
  live.open({ key: undefined, headers: page(visitor), protocols });

it('opens for a page with a ticket, and never says the ticket back', async () => {
  const protocols = await ticketOf();
  const client = await opened(protocols);
  await until(() => client.of('ready').length);
  expect(client.ws.protocol).toBe('legator.v1');
});

it('tells a page what happened since it was told who it is for', async () => {
  const { newest_event: last_event_id } = (await ana.get('/api/v1/me')).body;
  await live.record({ summary: 'between' }, (await ana.get('/api/v1/me')).body.tenant_id);
  const options = { key: undefined, headers: page(), protocols: await ticketOf(), hello: { last_event_id } };
  const client = await live.open(options);
  await until(() => client.events.some(({ summary }) => summary === 'between'));
});

it('does not open by the cookie alone, and the trail says so', async () => {
  expect(await refused(page())).toMatchObject({ status: 403, body: { code: 'socket_ticket_needed' } });
  const { rows } = await live.owner.query(
    `select payload ->> 'path' as path from core_signal where type = 'auth.authorization_denied'`,
  );
  expect(rows).toContainEqual({ path: '/ws/console' });
});

it.each(['https://elsewhere.example', 'null', 'http://127.0.0.1:1'])(
  'does not open for a page of %s, whatever it knows',
  async (origin) => {
    const answer = await refused({ ...page(), origin }, await ticketOf());
    expect(answer).toMatchObject({ status: 403, body: { code: 'foreign_origin' } });
  },
);

it('opens one socket for one ticket, also when many come at once', async () => {
  const protocols = await ticketOf();
  const tries = await Promise.all(
    Array.from(
      { length: 20 },
      () =>
        new Promise<string>((done) => {
          const ws = new WebSocket(`${live.url.replace(/^http/, 'ws')}/ws/console`, protocols, {
            headers: page(),
          });
          ws.on('open', () => done('open'));
          ws.on('unexpected-response', (_request, { statusCode }) => done(String(statusCode)));
          ws.on('error', () => undefined);
        }),
    ),
  );
  expect(tries.filter((one) => one === 'open')).toHaveLength(1);
  expect(tries.filter((one) => one === '403')).toHaveLength(19);
});

it('opens for the sign-in that asked for the ticket, and for no other of the same person', async () => {
  const elsewhere = new Visitor(live.server);
  await elsewhere.signIn('root-ana');
  expect(await refused(page(elsewhere), await ticketOf())).toMatchObject({ status: 403 });
});

it('does not open when the ticket has waited too long', async () => {
  const protocols = await ticketOf();
  await live.owner.query(`update auth_once set expires_at = now() - interval '1 s' where purpose = 'socket'`);
  expect(await refused(page(), protocols)).toMatchObject({ body: { code: 'socket_ticket_needed' } });
});

it.each([
  ['no ticket beside the protocol', ['legator.v1']],
  ['a ticket nobody gave', ['legator.v1', `ticket.${'0'.repeat(64)}`]],
  ['an empty ticket', ['legator.v1', 'ticket.']],
])('does not open with %s', async (_what, protocols) => {
  expect(await refused(page(), protocols)).toMatchObject({ body: { code: 'socket_ticket_needed' } });
});

it('keeps no ticket, only what it is known by', async () => {
  const [, offered] = await ticketOf();
  const { rows } = await live.owner.query(`select o::text as all from auth_once o`);
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toContain(offered!.replace('ticket.', ''));
});

it('gives tickets to people only, and only to pages of ours', async () => {
  const ask = (headers: Record<string, string>) =>
    fetch(`${live.url}/api/v1/auth/socket-ticket`, { method: 'POST', headers });
  const codes = [
    await ask({ cookie: ana.cookie }),
    await ask({ authorization: `Bearer ${live.keys.default}` }),
    await ask({}),
  ].map(async (answer) => ((await answer.json()) as { code: string }).code);
  expect(await Promise.all(codes)).toEqual(['csrf', 'people_only', 'unauthorized']);
});

it('needs no ticket for whoever says who they are in a header', async () => {
  const client = await live.open();
  await until(() => client.of('ready').length);
});

it('stays open when others lose rights, and needs no second ticket for that', async () => {
  const client = await opened(await ticketOf());
  await until(() => client.of('ready').length);
  const watched = await live.open();
  const elsewhere = new Visitor(live.server);
  await elsewhere.signIn('root-ana');
  const theirs = await opened(await ticketOf(elsewhere), elsewhere);
  await until(() => theirs.of('ready').length);
  await elsewhere.post('/api/v1/auth/logout');
  await until(() => theirs.closed);
  expect(theirs.closed).toEqual({ code: 1008, reason: 'access ended' });
  await live.record();
  await until(() => client.events.length && watched.events.length);
  expect(client.closed).toBeUndefined();
});

it('ends when the person goes to another tenant, and tells of that one afterwards', async () => {
  const mover = new Visitor(live.server);
  await mover.signIn('root-ana');
  const before = await opened(await ticketOf(mover), mover);
  await until(() => before.of('ready').length);
  const follow = await fetch(`${live.url}/api/v1/events`, { headers: { cookie: mover.cookie } });
  const over = follow.text();
  const moved = await mover.post('/api/v1/session/tenant', { tenant_id: 'other' });
  expect(moved.status).toBe(200);
  await until(() => before.closed);
  expect(before.closed).toEqual({ code: 1008, reason: 'access ended' });
  await over;
  const after = await opened(await ticketOf(mover), mover);
  await until(() => after.of('ready').length);
  await live.record({ summary: 'of the first' }, 'default');
  await live.record({ summary: 'of the other' }, 'other');
  await until(() => after.events.some(({ summary }) => summary === 'of the other'));
  expect(after.events.map(({ summary }) => summary)).not.toContain('of the first');
});

it('opens nothing in another tenant than the page was of that asked for the ticket', async () => {
  const mover = new Visitor(live.server);
  await mover.signIn('root-ana');
  await mover.post('/api/v1/session/tenant', { tenant_id: 'other' });
  const protocols = await ticketOf(mover);
  await mover.post('/api/v1/session/tenant', { tenant_id: 'default' });
  expect(await refused(page(mover), protocols)).toMatchObject({ body: { code: 'socket_ticket_needed' } });
});
