import { randomBytes } from 'node:crypto';
import request from 'supertest';
import type { OidcEnvironment } from '@legator/core';
import { HostileProvider } from '../../support/hostile-provider.js';
import { startAuth } from './auth-ground.js';
import { startOidc } from './oidc-ground.js';
import type { OidcGround } from './oidc-ground.js';

const PATH = '/api/v1/auth/oidc';
const SETTINGS = { enabled: true, provider_url: 'https://id.example.com/realms/main', client_id: 'legator' };

describe('the settings of the sign-in by a provider', () => {
  let ground: OidcGround;
  let provider: HostileProvider;

  beforeAll(async () => {
    ground = await startOidc();
    provider = await HostileProvider.start();
  }, 60_000);
  afterAll(async () => {
    await ground.spine.close();
    await provider.close();
  });

  const put = (body: object) => ground.admin.send('put', PATH, body);
  const post = (path: string, body: object) => ground.admin.post(`${PATH}/${path}`, body);

  it('are none in the beginning', async () => {
    expect((await ground.admin.get(PATH)).body).toEqual({
      client_secret: { set: false, changed_at: null, changed_by: null },
      from_environment: [],
      callback_url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/auth\/oidc\/callback$/),
      changed_at: null,
      changed_by: null,
    });
  });

  it('take a secret and never show it: not in an answer, not in the database, not in the trail', async () => {
    const secret = `canary-${randomBytes(16).toString('hex')}`;
    const { status, body } = await put({
      ...SETTINGS,
      client_secret: secret,
      role_mapping: { ops: 'operator' },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      settings: {
        ...SETTINGS,
        role_claim: 'groups',
        default_role: 'viewer',
        auto_create_users: true,
        tenant: 'default',
      },
      client_secret: { set: true, changed_by: 'root-ana', changed_at: expect.any(String) },
    });
    const answers = JSON.stringify([body, (await ground.admin.get(PATH)).body, ground.spine.audit.appended]);
    expect(answers).not.toContain(secret);
    const tables = (await ground.sql(
      `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
    )) as { name: string }[];
    for (const { name } of tables) {
      const dump = JSON.stringify(await ground.sql(`select t::text as line from ${name} t`));
      for (const form of [
        secret,
        Buffer.from(secret).toString('hex'),
        Buffer.from(secret).toString('base64'),
      ])
        expect({ name, leaks: dump.includes(form) }).toEqual({ name, leaks: false });
    }
    expect(ground.recorded('auth.oidc_changed').at(-1)).toMatchObject({
      detail: { change: 'set', client_secret_change: 'replaced' },
      after: { client_id: 'legator' },
    });
  });

  it('keep the secret where none is given, and drop it for null', async () => {
    const set = async () => (await ground.admin.get(PATH)).body.client_secret.set;
    await put({ ...SETTINGS, client_secret: 's' });
    await put(SETTINGS);
    expect(await set()).toBe(true);
    await put({ ...SETTINGS, client_secret: null });
    expect(await set()).toBe(false);
  });

  it('never send the secret of one provider to another', async () => {
    await put({ ...SETTINGS, client_secret: 's' });
    const elsewhere = { ...SETTINGS, provider_url: 'https://id.attacker.example' };
    const { status, body } = await put(elsewhere);
    expect([status, body.details?.[0]?.path]).toEqual([400, 'client_secret']);
    expect((await ground.admin.get(PATH)).body.settings.provider_url).toBe(SETTINGS.provider_url);
    expect((await put({ ...elsewhere, client_secret: null })).status).toBe(200);
    expect((await put(SETTINGS)).status).toBe(200);
  });

  it.each([
    ['an address without TLS', { provider_url: 'http://id.example.com' }, 'provider_url'],
    ['an address with a password', { provider_url: 'https://a:b@id.example.com' }, 'provider_url'],
    ['a role that nobody has', { role_mapping: { ops: 'captain' } }, 'role_mapping.ops'],
    ['a default role that nobody has', { default_role: 'captain' }, 'default_role'],
    ['a tenant that is not there', { tenant: 'nowhere' }, 'tenant'],
    ['a scope with a blank', { scopes: ['open id'] }, 'scopes.0'],
    ['a return to a script', { redirect_url: 'javascript:alert(1)' }, 'redirect_url'],
    ['a spelling mistake', { role_maping: {} }, ''],
  ])('are not taken with %s', async (_what, over, path) => {
    const { status, body } = await put({ ...SETTINGS, ...over });
    expect([status, body.details?.[0]?.path]).toEqual([400, path]);
  });

  it('belong to whoever administers the installation, not to an administrator of one tenant', async () => {
    await ground.configure({
      provider_url: provider.issuer,
      client_id: 'legator',
      role_mapping: { ops: 'admin' },
    });
    const { browser, me } = await ground.signIn();
    const { body } = await me();
    expect([body.role, body.installation_admin]).toEqual(['admin', undefined]);
    const cookie = `legator_session=${browser.cookie(ground.origin, 'legator_session')}`;
    const http = request(ground.spine.app.getHttpServer());
    const before = ground.recorded('auth.oidc_changed').length;
    for (const answer of [
      await http.get(PATH).set('Cookie', cookie),
      await http.put(PATH).set('Cookie', cookie).set('X-Legator-Csrf', body.csrf_token).send(SETTINGS),
      await http.delete(PATH).set('Cookie', cookie).set('X-Legator-Csrf', body.csrf_token),
      await http.post(`${PATH}/test`).set('Cookie', cookie).set('X-Legator-Csrf', body.csrf_token).send({}),
      await http
        .post(`${PATH}/map`)
        .set('Cookie', cookie)
        .set('X-Legator-Csrf', body.csrf_token)
        .send({ claims: {} }),
    ])
      expect([answer.status, answer.body.code]).toEqual([403, 'installation_admin_only']);
    expect((await http.get(PATH)).status).toBe(401);
    expect(ground.recorded('auth.oidc_changed')).toHaveLength(before);
  });

  it('are tried before anybody depends on them', async () => {
    provider.trick = {};
    const { body } = await post('test', { provider_url: provider.issuer, client_id: 'legator' });
    expect(body.ok).toBe(true);
    expect(
      Object.fromEntries(body.checks.map(({ name, outcome }: Record<string, string>) => [name, outcome])),
    ).toEqual({
      ...{ discovery: 'ok', pkce: 'ok', algorithms: 'ok', logout: 'warning', keys: 'ok' },
    });
    provider.trick = { metadata: (metadata) => ({ ...metadata, issuer: 'https://other.example' }) };
    const other = await post('test', { provider_url: provider.issuer });
    expect(other.body).toMatchObject({ ok: false, checks: [{ name: 'issuer', outcome: 'failed' }] });
    expect(other.body.checks[0].message).toContain('https://other.example');
    provider.trick = { metadata: (metadata) => ({ ...metadata, jwks_uri: 'http://169.254.169.254/keys' }) };
    const keys = await post('test', { provider_url: provider.issuer });
    expect(keys.body.checks.at(-1)).toMatchObject({ name: 'keys', outcome: 'failed' });
    provider.trick = {};
  });

  it.each([
    'https://169.254.169.254/',
    'https://[::ffff:169.254.169.254]/',
    'https://2852039166/',
    'https://0xa9fea9fe/',
    'https://[fe80::1]/',
    'https://[fd00:ec2::254]/',
    'https://100.100.100.200/',
    'https://0.0.0.0/',
  ])('lead to no request to %s', async (url) => {
    const { body } = await post('test', { provider_url: url });
    expect(body).toMatchObject({ ok: false, checks: [{ name: 'address', outcome: 'failed' }] });
    expect(body.checks[0].message).toMatch(/no address of a provider/);
  });

  it('say what claims would make of somebody, and which entry says so', async () => {
    await put({
      ...SETTINGS,
      role_mapping: { ops: 'operator', boss: 'admin', look: 'viewer' },
      default_role: 'auditor',
    });
    const map = async (claims: object, settings?: object) => (await post('map', { claims, settings })).body;
    expect(
      await map({ sub: 's', preferred_username: 'eve', name: 'Eve', groups: ['look', 'boss', 7] }),
    ).toMatchObject({
      ...{ outcome: 'role', role: 'admin', tenant: 'default', username: 'eve', display_name: 'Eve' },
      ...{ values: ['look', 'boss'], rule: { kind: 'mapping', value: 'boss' }, unknown_roles: [] },
    });
    expect(await map({ groups: 'Boss' })).toMatchObject({ role: 'auditor', rule: { kind: 'default' } });
    expect(await map({ groups: [] }, { default_role: '' })).toMatchObject({ outcome: 'refused', role: null });
    expect(
      await map(
        { 'https://x.example/roles': ['a'] },
        { role_claim: 'https://x.example/roles', role_mapping: { a: 'captain' } },
      ),
    ).toMatchObject({ role: 'auditor', unknown_roles: ['captain'] });
  });

  it('go, with their secret', async () => {
    await put({ ...SETTINGS, client_secret: 's' });
    expect((await ground.admin.send('delete', PATH)).status).toBe(204);
    expect((await ground.admin.get(PATH)).body).toMatchObject({ client_secret: { set: false } });
    expect(await ground.sql(`select 1 from core_secret where record_id = 'client_secret'`)).toEqual([]);
    expect((await ground.admin.get('/api/v1/auth/methods')).body.oidc).toBeUndefined();
  });

  it('of the environment count first, and are shown as such', async () => {
    await put({ ...SETTINGS, client_id: 'from-the-console', client_secret: 's' });
    const oidc: OidcEnvironment = {
      given: { client_id: 'from-env', enabled: false },
      clientSecret: 'e',
      aliases: [],
    };
    const replica = await startAuth({ oidc }, ground.spine.url);
    const { body } = await request(replica.app.getHttpServer()).get(PATH).set('Cookie', ground.admin.cookie);
    expect(body).toMatchObject({
      settings: { client_id: 'from-env', enabled: false, provider_url: SETTINGS.provider_url },
      client_secret: { set: true, changed_by: 'environment' },
      from_environment: ['client_id', 'enabled', 'client_secret'],
    });
    await replica.close();
  });
});
