import { Client } from 'pg';
import { BUILT_IN_ROLES } from '@legator/contracts';
import type { TenantLimitsView } from '@legator/contracts';
import { signedIn } from '../../support/tenants/people.js';
import { takeIn } from '../../support/tenants/tenant-hosts.js';
import { Tenant } from '../../support/tenants/tenant.js';
import type { Heard } from '../../support/tenants/tenant.js';
import { startWholeServer } from '../../support/whole-server.js';
import type { WholeServer } from '../../support/whole-server.js';

let server: WholeServer;
let owner: Client;
/** Who runs the installation, from the tenant `default`. */
let installation: Tenant;
/** An administrator of the tenant that is limited, and nothing more. */
let admin: Tenant;

beforeAll(async () => {
  server = await startWholeServer({ LEGATOR_AUTH: 'true' });
  owner = new Client({ connectionString: server.databaseUrl });
  await owner.connect();
  await owner.query(`insert into auth_tenant (id, name) values ('acme', 'Acme')`);
  const root = await signedIn(owner, 'default', 'root', 'admin');
  await owner.query('update auth_user set installation_admin = true where id = $1', [root.userId]);
  installation = Tenant.holding(server, 'default', root.token);
  admin = Tenant.holding(server, 'acme', (await signedIn(owner, 'acme', 'ada', 'admin')).token);
});
afterAll(async () => {
  await owner.end();
  await server.remove();
});

const PATH = '/api/v1/tenants/acme/limits';
const set = (body: object, who = installation) => who.ask({ method: 'PUT', path: PATH, body });
const show = () => admin.must<TenantLimitsView>('GET', '/tenants/acme/limits');
const code = ({ status, body }: Heard) => `${status} ${(body as { code: string }).code}`;

/** Asks so often at once, and says how often each answer came. */
async function atOnce(times: number, ask: (n: number) => Promise<Heard>): Promise<Record<string, number>> {
  const heard = await Promise.all(Array.from({ length: times }, (_, n) => ask(n)));
  const counts: Record<string, number> = {};
  for (const one of heard) {
    const kind = one.status < 300 ? 'made' : code(one);
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

it('shows an administrator what the tenant may have and has, and lets nobody raise their own', async () => {
  expect((await show()).limits).toEqual({
    probes: null,
    api_keys: null,
    users: null,
    commands_per_minute: null,
  });
  expect((await show()).usage).toMatchObject({ users: 1, probes: 0 });
  expect(code(await set({ probes: 1_000 }, admin))).toBe('403 installation_admin_only');
  const other = { method: 'GET', path: '/api/v1/tenants/default/limits' };
  expect((await admin.ask(other)).status).toBe(404);
  expect((await admin.ask({ ...other, method: 'PUT', body: { probes: 1 } })).status).toBe(404);
  expect(
    (await installation.ask({ method: 'PUT', path: '/api/v1/tenants/none/limits', body: {} })).status,
  ).toBe(404);
  for (const wrong of [{ probes: -1 }, { probes: 1.5 }, { probes: '5' }, { hosts: 1 }])
    expect((await set(wrong)).status).toBe(400);
});

it('writes down who changed what, in the trail of the tenant that it is about', async () => {
  expect((await set({ api_keys: 50, users: 7 })).status).toBe(200);
  expect((await set({ users: null })).status).toBe(200);
  expect((await show()).limits).toMatchObject({ api_keys: 50, users: null });
  const { rows } = await owner.query(
    `select tenant_id, payload, actor_type from core_signal where type = 'tenant.limits_changed' order by id`,
  );
  expect(rows).toMatchObject([
    { tenant_id: 'acme', actor_type: 'user', payload: { after: { api_keys: 50, users: 7 } } },
    { tenant_id: 'acme', payload: { before: { users: 7 }, after: { users: null } } },
  ]);
});

it('lets one of many have the last key, and a key be put in the place of another', async () => {
  await set({ api_keys: 1 });
  const made = await atOnce(8, (n) =>
    admin.ask({
      method: 'POST',
      path: '/api/v1/auth/keys',
      body: { name: `k${n}`, permissions: ['fleet:read'] },
    }),
  );
  expect(made).toEqual({ made: 1, '409 tenant_limit': 7 });
  const { keys } = await admin.must<{ keys: { id: string }[] }>('GET', '/auth/keys');
  await admin.must('POST', `/auth/keys/${keys[0]!.id}/rotate`, {});
  expect((await show()).usage.api_keys).toBe(1);
  await set({ api_keys: null });
});

it('lets one of many be the last of the people, however they come in', async () => {
  const password = 'seven loud herons';
  const people = (await show()).usage.users;
  await set({ users: people + 1 });
  const make = (username: string) =>
    admin.ask({ method: 'POST', path: '/api/v1/users', body: { username, password, role: 'viewer' } });
  expect(await atOnce(5, (n) => make(`new-${n}`))).toEqual({ made: 1, '409 tenant_limit': 4 });

  const { link } = await admin.must<{ link: string }>('POST', '/invitations', { role: 'viewer' });
  const token = decodeURIComponent(link.split('token=')[1]!);
  const body = { token, username: 'guest', display_name: 'Guest', password };
  const accept = async (): Promise<Heard> => {
    const headers = { 'content-type': 'application/json' };
    const asked = { method: 'POST', headers, body: JSON.stringify(body) };
    const answer = await fetch(`${server.url}/api/v1/auth/invitation/accept`, asked);
    return { status: answer.status, text: '', body: await answer.json() };
  };
  expect(code(await accept())).toBe('409 tenant_limit');

  const outsider = await signedIn(owner, 'default', 'outsider', 'viewer');
  const add = {
    method: 'POST',
    path: '/api/v1/tenants/acme/members',
    body: { username: 'outsider', role: 'viewer' },
  };
  expect(code(await installation.ask(add))).toBe('409 tenant_limit');
  const where = { tenant_ids: ['default', 'acme'], role: 'viewer' };
  const assign = { method: 'PUT', path: `/api/v1/users/${outsider.userId}/tenants`, body: where };
  expect(code(await installation.ask(assign))).toBe('409 tenant_limit');

  // Whoever is put aside leaves a place, and finds it taken when they come back.
  const { members } = await admin.must<{ members: { user_id: string; username: string }[] }>(
    'GET',
    '/tenants/acme/members',
  );
  const { user_id: aside } = members.find(({ username }) => username.startsWith('new-'))!;
  const change = (state: string) =>
    admin.ask({ method: 'PATCH', path: `/api/v1/tenants/acme/members/${aside}`, body: { state } });
  expect((await change('disabled')).status).toBe(200);
  expect((await accept()).status).toBe(200);
  expect(code(await change('active'))).toBe('409 tenant_limit');
  await set({ users: null });
  expect((await change('active')).status).toBe(200);
  expect((await show()).usage.users).toBe(people + 2);
});

it('lets one of many be the last probe, and a known host come again; a refused one uses up no token', async () => {
  await set({ probes: 2 });
  await takeIn(server, admin, 'first', []);
  // Each with a token of its own: hosts with the same one wait for each other anyway.
  const tokens = await Promise.all(
    Array.from({ length: 6 }, () => admin.must<{ token: string }>('POST', '/tokens', { uses: 9 })),
  );
  const register = (hostname: string, { token } = tokens[0]!) =>
    admin.ask({
      method: 'POST',
      path: '/api/v1/register',
      body: { token, hostname, os: 'linux', arch: 'amd64' },
    });
  expect(await atOnce(6, (n) => register(`host-${n}`, tokens[n]))).toEqual({
    made: 1,
    '409 tenant_limit': 5,
  });
  const { rows } = await owner.query('select sum(uses)::int as uses from fleet_token where max_uses = 9');
  expect(rows).toEqual([{ uses: 1 }]);
  const { rows: hosts } = await owner.query(`select hostname from fleet_probe where hostname like 'host-%'`);
  expect((await register(hosts[0].hostname)).status).toBeLessThan(300);
  expect((await show()).usage.probes).toBe(2);
  await set({ probes: null });
});

it('lets so many commands through in a minute, however many are asked for at once, and says when to ask again', async () => {
  const probe = (await takeIn(server, admin, 'busy', [])).answering();
  await set({ commands_per_minute: 2 });
  const run = () =>
    admin.ask({ method: 'POST', path: `/api/v1/probes/${probe.id}/command`, body: { command: 'uptime' } });
  expect(await atOnce(6, run)).toEqual({ made: 2, '429 tenant_limit': 4 });
  expect((await run()).text).toMatch(/"retry-after","60"/);
  const many = { method: 'POST', path: '/api/v1/commands', body: { command: 'uptime', probes: [probe.id] } };
  expect(code(await admin.ask(many))).toBe('429 tenant_limit');
  // What there was before the minute counts no more.
  await owner.query(`update directives_directive set requested_at = now() - interval '61 seconds'`);
  expect((await run()).status).toBeLessThan(300);
});

it('holds for the tenant it was made for, and for no other', async () => {
  await set({ probes: 0, api_keys: 0, commands_per_minute: 0 });
  await takeIn(server, installation, 'elsewhere', []);
  expect(await server.key([...BUILT_IN_ROLES.viewer.permissions])).toMatch(/^lgk_/);
});
