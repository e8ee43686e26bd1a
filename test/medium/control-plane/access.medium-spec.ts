import { Client } from 'pg';
import type { Permission } from '@legator/contracts';
import { listRoutes } from '@legator/core';
import type { RouteAccess } from '@legator/core';
import { startWholeServer } from '../../support/whole-server.js';
import type { WholeServer } from '../../support/whole-server.js';

/** Open to anyone, and why. Whoever adds to it says what keeps strangers out. */
const PUBLIC = {
  'GET /healthz': 'asked by whoever restarts what does not answer',
  'GET /readyz': 'asked by load balancers',
  'GET /version': 'asked before anyone signs in',
  'GET /api/v1/auth/permissions': 'the names of all rights, which stand in the documentation',
  'GET /auth/oidc/login': 'leads to the provider, who asks who it is',
  'GET /auth/oidc/callback':
    'what the provider says is the credential, for the browser that holds the cookie of its beginning',
  'POST /auth/oidc/backchannel-logout':
    'what the provider signed is the credential; it ends sign-ins and opens nothing',
  'POST /api/v1/auth/passkey/options':
    'a challenge, the same for everybody, of which so many are made a minute',
  'POST /api/v1/auth/login/passkey': 'what the passkey signed is the credential',
  'POST /api/v1/auth/invitation/look': 'the token in the body is the credential; guesses are counted',
  'POST /api/v1/auth/invitation/accept': 'the same token, which works once',
  'POST /api/v1/auth/device': 'a request that is worth nothing until a person approves it; so many a minute',
  'POST /api/v1/auth/device/token': 'the code of the device in the body is the credential, once approved',
  'POST /api/v1/register': 'the token in the body is the credential',
  'GET /api/v1/auth/methods': 'the page to sign in has to know what to offer',
  'POST /api/v1/auth/login': 'the name and the password in the body are the credential',
  'POST /api/v1/auth/setup':
    'the code in the body is the credential; there is no such route once there is anybody',
  'POST /login': 'the same as a form',
  'POST /logout': 'ends what the cookie stands for, and does nothing without it',
};
/** Open to whoever is signed in: they show only what is the caller's own, or check a permission of their own. */
const SIGNED_IN = [
  'DELETE /api/v1/auth/sessions',
  'DELETE /api/v1/auth/sessions/{id}',
  'DELETE /api/v1/profile/passkeys/{id}',
  'GET /api/v1/auth/device/{user_code}',
  'GET /api/v1/auth/sessions',
  'GET /api/v1/me',
  'GET /api/v1/profile',
  'GET /api/v1/profile/passkeys',
  'GET /api/v1/roles',
  'GET /api/v1/tenants',
  'GET /api/v1/tenants/{id}',
  'PATCH /api/v1/profile',
  'PATCH /api/v1/profile/passkeys/{id}',
  'POST /api/v1/auth/confirm',
  'POST /api/v1/auth/confirm/passkey',
  'POST /api/v1/auth/confirm/passkey/options',
  'POST /api/v1/auth/device/{user_code}/approve',
  'POST /api/v1/auth/device/{user_code}/deny',
  'POST /api/v1/auth/logout',
  'POST /api/v1/auth/socket-ticket',
  'POST /api/v1/directives',
  'POST /api/v1/profile/passkeys',
  'POST /api/v1/profile/passkeys/options',
  'POST /api/v1/profile/password',
  'POST /api/v1/session/tenant',
];

describe('who may use what', () => {
  let server: WholeServer;
  let routes: RouteAccess[];
  let nothing: string;

  beforeAll(async () => {
    server = await startWholeServer({ LEGATOR_AUTH: 'true' });
    routes = listRoutes(server.app);
    nothing = await server.key(['signal:write']);
  }, 60_000);
  afterAll(() => server.remove());

  const name = ({ method, path }: RouteAccess) => `${method} ${path}`;
  const ask = ({ method, path }: RouteAccess, key?: string) =>
    fetch(`${server.url}${path.replace(/\{\w+\}/g, '00000000-0000-7000-8000-000000000000')}`, {
      method,
      headers: { ...(key ? { authorization: `Bearer ${key}` } : {}), 'content-type': 'application/json' },
      ...(method === 'GET' ? {} : { body: '{}' }),
      signal: AbortSignal.timeout(60_000),
    });

  it('leaves no route undecided', () => {
    expect(routes.length).toBeGreaterThan(40);
    expect(routes.filter(({ access }) => access === 'closed').map(name)).toEqual([]);
    expect(
      routes
        .filter(({ access }) => access === 'public')
        .map(name)
        .sort(),
    ).toEqual(Object.keys(PUBLIC).sort());
    expect(
      routes
        .filter(({ access }) => access === 'signed in')
        .map(name)
        .sort(),
    ).toEqual([...SIGNED_IN].sort());
  });

  it('turns everybody without a credential away from everything else', async () => {
    for (const route of routes.filter(({ access }) => access !== 'public')) {
      const answer = await ask(route);
      expect({ route: name(route), status: answer.status }).toEqual({ route: name(route), status: 401 });
      expect(await answer.json()).toMatchObject({ code: 'unauthorized' });
    }
  });

  it('turns a key without the permission away, naming the permission', async () => {
    for (const route of routes.filter(
      ({ access }) => Array.isArray(access) && !access.includes('signal:write'),
    )) {
      const answer = await ask(route, nothing);
      expect({ route: name(route), status: answer.status }).toEqual({ route: name(route), status: 403 });
      expect(((await answer.json()) as { message: string }).message).toContain(
        (route.access as Permission[])[0],
      );
    }
  });

  it('answers strange input with a clear refusal, never with a failure of its own', async () => {
    const admin = await server.key(['admin']);
    const bodies = [
      '[]',
      '"x"',
      'null',
      '{"a":',
      `{"command":${JSON.stringify('x'.repeat(10_000))}}`,
      '{"limit":-1}',
    ];
    const ids = ['../../etc/passwd', '%00', '💥', "' or 1=1 --", 'x'.repeat(3_000), '-1'];
    for (const route of routes.filter(({ path }) => !/events|stream/.test(path))) {
      for (const [at, id] of ids.entries()) {
        const url = `${server.url}${route.path.replace(/\{\w+\}/g, encodeURIComponent(id))}?limit=99999999&since=never`;
        const answer = await fetch(url, {
          method: route.method,
          headers: { authorization: `Bearer ${admin}`, 'content-type': 'application/json' },
          ...(route.method === 'GET' ? {} : { body: bodies[at]! }),
          signal: AbortSignal.timeout(60_000),
        });
        const { status } = answer;
        await answer.body?.cancel();
        expect({ route: name(route), id: id.slice(0, 20), ok: status < 500 }).toMatchObject({ ok: true });
      }
    }
  }, 120_000);
});

describe('what the database enforces', () => {
  let server: WholeServer;
  let owner: Client;
  beforeAll(async () => {
    server = await startWholeServer({ LEGATOR_AUTH: 'true' });
    owner = new Client({ connectionString: server.databaseUrl });
    await owner.connect();
  }, 60_000);
  afterAll(async () => {
    await owner.end();
    await server.remove();
  });

  const rows = async (sql: string) => (await owner.query<{ name: string }>(sql)).rows.map(({ name }) => name);

  it('closes every table that has a tenant, to its owner too', async () => {
    const open = await rows(`
      select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
      where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace
        and not (c.relrowsecurity and c.relforcerowsecurity)`);
    expect(open).toEqual([]);
  });

  it('opens across tenants to background work only what is on this list', async () => {
    const opened = await rows(`
      select distinct tablename as name from pg_policies where 'legator_worker' = any(roles) order by name`);
    expect(opened).toMatchSnapshot();
  });

  it('lets nobody at run time own, alter or bypass anything', async () => {
    const roles = await rows(`
      select rolname as name from pg_roles where rolname like 'legator\\_%' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)`);
    expect(roles).toEqual([]);
    const owned = await rows(`
      select relname as name from pg_class join pg_roles r on r.oid = relowner where rolname in ('legator_app', 'legator_worker', 'legator_sealer')`);
    expect(owned).toEqual([]);
    const trail = await rows(`
      select grantee || ' ' || privilege_type as name from information_schema.role_table_grants
      where table_name in ('audit_entry', 'audit_checkpoint', 'core_signal') and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE') and grantee like 'legator\\_%'`);
    expect(trail).toEqual([]);
  });

  it('shows one tenant nothing of another, whoever asks', async () => {
    await owner.query(`insert into auth_tenant (id, name) values ('other', 'Other')`);
    const mine = await server.key(['admin']);
    const theirs = await server.key(['admin'], 'other');
    const as = (key: string) => ({ authorization: `Bearer ${key}` });
    const { id } = (await (
      await fetch(`${server.url}/api/v1/auth/keys`, {
        method: 'POST',
        headers: { ...as(mine), 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'mine', permissions: ['fleet:read'] }),
      })
    )
      .json()
      .then((body) => (body as { key: { id: string } }).key)) as { id: string };
    const list = await (await fetch(`${server.url}/api/v1/auth/keys`, { headers: as(theirs) })).text();
    expect(list).not.toContain(id);
    const revoke = await fetch(`${server.url}/api/v1/auth/keys/${id}`, {
      method: 'DELETE',
      headers: as(theirs),
    });
    expect(revoke.status).toBe(404);
    for (const path of ['directives', 'signals', 'audit', 'probes', 'approvals']) {
      const text = await (await fetch(`${server.url}/api/v1/${path}`, { headers: as(theirs) })).text();
      expect({ path, leaks: text.includes(id) }).toEqual({ path, leaks: false });
    }
  });
});
