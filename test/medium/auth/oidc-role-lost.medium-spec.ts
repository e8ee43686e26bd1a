import { Client } from 'pg';
import request from 'supertest';
import { eventually } from '../../support/spine.js';
import { startOidcProvider } from '../../support/oidc-provider.js';
import type { RealProvider } from '../../support/oidc-provider.js';
import type { SmallBrowser } from '../../support/small-browser.js';
import { startOidc } from './oidc-ground.js';
import type { OidcGround } from './oidc-ground.js';

let ground: OidcGround;
let provider: RealProvider;
let count = 0;

beforeAll(async () => {
  ground = await startOidc();
  provider = await startOidcProvider({ redirectUris: [ground.callback] });
  await ground.configure({
    ...{ provider_url: provider.issuer, client_id: provider.clientId, client_secret: provider.clientSecret },
    ...{ role_mapping: { admins: 'admin', ops: 'operator', lookers: 'viewer' }, default_role: '' },
  });
}, 60_000);
afterAll(async () => {
  await ground.spine.close();
  await provider.close();
});

const http = () => request(ground.spine.app.getHttpServer());
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
const told = (type: string) => ground.recorded(type).at(-1)?.detail;

/** Somebody in a group, signed in, and what they do as pages do it. */
async function somebody(group: string) {
  count += 1;
  const name = `person${count}`;
  const groups = (...now: string[]) => provider.people.set(name, { preferred_username: name, groups: now });
  groups(group);
  provider.signInAs = name;
  const { browser, me } = await ground.signIn();
  const { csrf_token: csrf, id } = (await me()).body;
  const post = (path: string, body: object) =>
    http()
      .post(`/api/v1${path}`)
      .set({ Cookie: `legator_session=${cookieOf(browser)}`, 'X-Legator-Csrf': csrf })
      .send(body);
  return { name, id: id as string, groups, me, post };
}
const cookieOf = (browser: SmallBrowser) => browser.cookie(ground.origin, 'legator_session');

/** A command line that they let in; it has not come for its sign-in yet. */
async function device(by: Awaited<ReturnType<typeof somebody>>): Promise<() => request.Test> {
  const { body } = await http().post('/api/v1/auth/device').send({ host_name: 'laptop' });
  expect((await by.post(`/auth/device/${body.user_code}/approve`, {})).status).toBe(200);
  return () => http().post('/api/v1/auth/device/token').send({ device_code: body.device_code });
}

it('ends all that somebody has open whom the provider gives no role any more', async () => {
  const ona = await somebody('admins');
  const first = await (await device(ona))();
  const cli = bearer(first.body.access_token);
  const waiting = await device(ona);
  const key = bearer(
    (await ona.post('/auth/keys', { name: 'k', permissions: ['fleet:read'] })).body.plain_key,
  );
  expect((await http().get('/api/v1/me').set(cli)).status).toBe(200);
  ona.groups('nothing here');
  expect((await ground.signIn()).landed).toBe('/sign-in?error=oidc_no_role');
  expect((await ona.me()).status).toBe(401);
  expect((await http().get('/api/v1/me').set(cli)).status).toBe(401);
  expect((await waiting()).body.code).toBe('expired_token');
  expect((await http().get('/api/v1/roles').set(key)).body.code).toBe('account_disabled');
  expect(told('user.role_withdrawn')).toMatchObject({ username: ona.name, from: 'admin', sessions: 2 });
  expect(told('auth.logout')).toMatchObject({ username: ona.name, reason: 'provider' });
  expect(ground.lastRefusal()).toMatchObject({ reason: 'oidc_no_role', username: ona.name });
});

it('lets them in again with the role that they get later, and leaves ended what ended', async () => {
  const ben = await somebody('admins');
  const key = bearer(
    (await ben.post('/auth/keys', { name: 'k', permissions: ['fleet:read'] })).body.plain_key,
  );
  ben.groups();
  await ground.signIn();
  ben.groups('lookers');
  const { me } = await ground.signIn();
  expect((await me()).body).toMatchObject({ username: ben.name, role: 'viewer' });
  expect((await ben.me()).status).toBe(401);
  expect((await http().get('/api/v1/roles').set(key)).status).toBe(200);
  expect(told('user.role_synced')).toMatchObject({ username: ben.name, from: null, to: 'viewer' });
});

it('does not undo what an administrator has said in the meantime', async () => {
  const carl = await somebody('ops');
  carl.groups();
  await ground.signIn();
  const member = `/api/v1/tenants/default/members/${carl.id}`;
  expect((await ground.admin.send('patch', member, { state: 'disabled' })).status).toBe(200);
  carl.groups('ops');
  expect((await ground.signIn()).landed).toBe('/sign-in?error=account_disabled');
  expect((await ground.admin.send('patch', member, { state: 'active' })).status).toBe(200);
  expect((await (await ground.signIn()).me()).body.username).toBe(carl.name);
});

it.each([
  ['nothing', 'loses the role'],
  ['lookers', 'gets another'],
])('waits its turn before it holds anybody: with %s, somebody %s', async (group) => {
  const fay = await somebody('admins');
  fay.groups(group);
  // What an administrator does: the turn, and then whom it is about.
  const owner = new Client({ connectionString: ground.spine.url });
  await owner.connect();
  await owner.query('begin');
  await owner.query(`select pg_advisory_xact_lock(hashtextextended('legator: people and rights', 0))`);
  const signingIn = ground.signIn();
  await eventually(async () => {
    const waiting = await ground.sql(
      `select from pg_locks where locktype = 'advisory' and not granted
         and objid::bigint = hashtextextended('legator: people and rights', 0) & 4294967295
         and database = (select oid from pg_database where datname = current_database())`,
    );
    if (waiting.length === 0) throw new Error('Nobody waits yet.');
  });
  const held = owner.query(`select from auth_membership where user_id = $1 for update nowait`, [fay.id]);
  const free = await held.then(
    () => true,
    () => false,
  );
  await owner.query('rollback');
  await owner.end();
  await signingIn;
  expect(free).toBe(true);
});

it('keeps the last administrator a member, and says so loudly, but ends their sign-ins', async () => {
  const dora = await somebody('admins');
  await ground.sql(`update auth_user set state = 'disabled' where id <> '${dora.id}'`);
  dora.groups();
  const { landed } = await ground.signIn();
  await ground.sql(`update auth_user set state = 'active'`);
  expect([landed, (await dora.me()).status]).toEqual(['/sign-in?error=oidc_no_role', 401]);
  expect(told('user.role_withdrawn')).toMatchObject({ from: 'admin', last_admin_kept: true });
  expect(ground.recorded('user.role_withdrawn').at(-1)!.summary).toMatch(/^WARNING/);
  const rows = await ground.sql(`select state from auth_membership where user_id = '${dora.id}'`);
  expect(rows).toEqual([{ state: 'active' }]);
});

it('keeps the role of the last who administers the installation, where the tenant has others', async () => {
  const gil = await somebody('admins');
  await ground.sql(`update auth_user set installation_admin = (id = '${gil.id}')`);
  gil.groups('lookers');
  const { me } = await ground.signIn();
  expect((await me()).body).toMatchObject({ role: 'admin', installation_admin: true });
  expect(told('user.role_synced')).toMatchObject({ from: 'admin', to: 'viewer', last_admin_kept: true });
  await ground.sql('update auth_user set installation_admin = true where password_hash is not null');
  await ground.signIn();
  expect((await me()).body.role).toBe('viewer');
  await ground.sql(`update auth_user set installation_admin = false where id = '${gil.id}'`);
});

it('touches nobody whom the provider still gives a role', async () => {
  const [eve, fay] = [await somebody('ops'), await somebody('ops')];
  fay.groups();
  await ground.signIn();
  expect([(await eve.me()).status, (await fay.me()).status]).toEqual([200, 401]);
});
