import { OIDC_DEFAULTS } from '@legator/contracts';
import { OidcPeople } from '../../../libs/auth/src/oidc/oidc-people.service.js';
import { startAuth } from './auth-ground.js';
import { startOidcProvider } from '../../support/oidc-provider.js';
import type { RealProvider } from '../../support/oidc-provider.js';
import { startOidc } from './oidc-ground.js';
import type { OidcGround } from './oidc-ground.js';

describe('signing in by a real provider', () => {
  let ground: OidcGround;
  let provider: RealProvider;
  let count = 0;

  beforeAll(async () => {
    ground = await startOidc();
    const redirectUris = [ground.callback];
    provider = await startOidcProvider({ redirectUris });
  }, 60_000);
  afterAll(async () => {
    await ground.spine.close();
    await provider.close();
  });

  /** Somebody whom nobody here has met. */
  const newcomer = (claims: Record<string, unknown> = {}) => {
    count += 1;
    const sub = `sub-${count}`;
    provider.people.set(sub, { preferred_username: `person${count}`, name: `Person ${count}`, ...claims });
    provider.signInAs = sub;
    return sub;
  };
  const configure = (over: object = {}) =>
    ground.configure({
      provider_url: provider.issuer,
      client_id: provider.clientId,
      client_secret: provider.clientSecret,
      role_mapping: { admins: 'admin', ops: 'operator', lookers: 'viewer' },
      ...over,
    });

  it('brings somebody back to the page that they wanted, with the role of their group', async () => {
    await configure();
    newcomer({ groups: ['everybody', 'ops', 'lookers'], email: 'one@example.com' });
    const { landed, me, browser } = await ground.signIn('/hosts?filter=tag:prod#x');
    expect(landed).toBe('/hosts?filter=tag:prod');
    expect((await me()).body).toMatchObject({
      username: `person${count}`,
      display_name: `Person ${count}`,
      role: 'operator',
      tenant_id: 'default',
      has_password: false,
    });
    const [asked] = browser.visited.filter((url) => url.startsWith(`${provider.issuer}/auth?`));
    const query = new URL(asked!).searchParams;
    expect(query.get('code_challenge_method')).toBe('S256');
    for (const name of ['state', 'nonce', 'code_challenge']) expect(query.get(name)).toMatch(/^[\w-]{43}$/);
    expect(browser.cookie(ground.origin, 'legator_oidc_state')).toBeUndefined();
    expect(ground.recorded('auth.login').at(-1)?.detail).toMatchObject({ method: 'oidc' });
  });

  it('follows the groups at each sign-in, downwards as well, and at once in what is open', async () => {
    await configure();
    const sub = newcomer({ groups: ['admins', 'ops'] });
    const first = await ground.signIn();
    expect((await first.me()).body.role).toBe('admin');
    provider.people.set(sub, { preferred_username: 'promoted', groups: ['lookers'] });
    const second = await ground.signIn();
    expect((await second.me()).body).toMatchObject({ role: 'viewer', username: `person${count}` });
    expect((await first.me()).body.permissions).not.toContain('admin');
    expect(ground.recorded('user.role_synced').at(-1)?.detail).toMatchObject({
      ...{ from: 'admin', to: 'viewer', claim_value: 'lookers', last_admin_kept: false },
    });
    provider.people.set(sub, { groups: 'admins' });
    expect((await (await ground.signIn()).me()).body.role).toBe('admin');
    provider.people.set(sub, { groups: ['Admins', 'admins '] });
    expect((await (await ground.signIn()).me()).body.role).toBe('viewer');
  });

  it('keeps the last administrator, and says so loudly', async () => {
    await configure();
    const sub = newcomer({ groups: ['admins'] });
    await ground.signIn();
    await ground.sql(
      `update auth_user set state = 'disabled' where id not in (select user_id from auth_identity where subject = '${sub}')`,
    );
    provider.people.set(sub, { groups: ['ops'] });
    const { me } = await ground.signIn();
    await ground.sql(`update auth_user set state = 'active'`);
    expect((await me()).body.role).toBe('admin');
    const told = ground.recorded('user.role_synced').at(-1)!;
    expect(told.detail).toMatchObject({ from: 'admin', to: 'operator', last_admin_kept: true });
    expect(told.summary).toMatch(/^WARNING/);
    expect((await (await ground.signIn()).me()).body.role).toBe('operator');
  });

  it.each([
    ['the name of somebody here', { preferred_username: 'root-ana' }, 'root-ana-2'],
    ['their name in other letters', { preferred_username: 'ROOT-ANA' }, 'ROOT-ANA-3'],
    ['their name with something that nobody sees', { preferred_username: 'root\u200b-ana' }, 'root-ana-4'],
    ['their name as a mail address', { preferred_username: undefined, email: 'root-ana' }, 'root-ana-5'],
    ['nothing but a subject', { preferred_username: undefined, name: undefined }, /^sub-\d+$/],
  ])('makes nobody another who comes with %s', async (_what, claims, username) => {
    await configure();
    newcomer({ ...claims, groups: ['ops'], email_verified: true });
    const { me } = await ground.signIn();
    const { body } = await me();
    expect(body).toMatchObject({ username: expect.stringMatching(username), role: 'operator' });
    expect(body.id).not.toBe((await ground.admin.get('/api/v1/me')).body.id);
    expect(body.installation_admin).toBeUndefined();
  });

  it('makes one account of two first sign-ins at the same moment', async () => {
    await configure();
    newcomer({ groups: ['ops'] });
    const both = await Promise.all([ground.signIn(), ground.signIn()]);
    const [one, two] = await Promise.all(both.map(async ({ me }) => (await me()).body));
    expect(one.id).toBeDefined();
    expect(one.id).toBe(two.id);
  });

  it('turns away whose account is disabled, whatever their groups', async () => {
    await configure();
    const sub = newcomer({ groups: ['ops'] });
    const { me } = await ground.signIn();
    await ground.sql(
      `update auth_user set state = 'disabled' where username = '${(await me()).body.username}'`,
    );
    expect((await ground.signIn()).landed).toBe('/sign-in?error=account_disabled');
    expect(ground.lastRefusal()).toMatchObject({ reason: 'oidc_disabled', username: `person${count}` });
    await ground.sql(`update auth_user set state = 'active'`);
    await ground.sql(
      `update auth_membership set state = 'disabled' where user_id in (select user_id from auth_identity where subject = '${sub}')`,
    );
    expect((await ground.signIn()).landed).toBe('/sign-in?error=account_disabled');
  });

  it('makes no account where that is off, and lets in those who have one', async () => {
    await configure();
    const known = newcomer({ groups: ['ops'] });
    await ground.signIn();
    await configure({ auto_create_users: false });
    expect((await ground.signIn('/x')).landed).toBe('/x');
    const stranger = newcomer({ groups: ['ops'] });
    expect((await ground.signIn()).landed).toBe('/sign-in?error=oidc_no_account');
    expect(ground.lastRefusal()).toMatchObject({ reason: 'oidc_no_account', username: stranger });
    expect(known).not.toBe(stranger);
  });

  it('makes no account where the tenant has no room, and lets in those who have one', async () => {
    await configure();
    newcomer({ groups: ['ops'] });
    const known = provider.signInAs;
    await ground.signIn();
    await ground.sql(
      `insert into auth_tenant_limit (tenant_id, max_users, changed_by) values ('default', 1, 'root')`,
    );
    try {
      const stranger = newcomer({ groups: ['ops'] });
      expect((await ground.signIn()).landed).toBe('/sign-in?error=oidc_no_room');
      expect(ground.lastRefusal()).toMatchObject({ reason: 'oidc_no_room' });
      expect(await ground.sql(`select 1 from auth_identity where subject = '${stranger}'`)).toEqual([]);
      provider.signInAs = known;
      expect((await ground.signIn('/x')).landed).toBe('/x');
    } finally {
      await ground.sql('delete from auth_tenant_limit');
    }
  });

  it('turns away whom nothing leads to a role, also later', async () => {
    await configure({ default_role: '' });
    const sub = newcomer({ groups: ['nothing'] });
    expect((await ground.signIn()).landed).toBe('/sign-in?error=oidc_no_role');
    provider.people.set(sub, { groups: ['ops'] });
    expect((await ground.signIn('/x')).landed).toBe('/x');
    provider.people.set(sub, {});
    expect((await ground.signIn()).landed).toBe('/sign-in?error=oidc_no_role');
    expect(ground.lastRefusal()).toMatchObject({ reason: 'oidc_no_role' });
  });

  it('leaves roles to the administrators here while there is no mapping', async () => {
    await configure({ role_mapping: {} });
    const sub = newcomer({ groups: ['admins'] });
    const { me } = await ground.signIn();
    expect((await me()).body.role).toBe('viewer');
    await ground.sql(
      `update auth_membership set role = 'operator' where user_id in (select user_id from auth_identity where subject = '${sub}')`,
    );
    expect((await (await ground.signIn()).me()).body.role).toBe('operator');
  });

  it('takes roles of the tenant’s own, and finds the claim along a path', async () => {
    await ground.sql(
      `insert into auth_role (tenant_id, name, permissions) values ('default', 'night', array['fleet:read', 'command:exec'])`,
    );
    await configure({
      role_claim: 'realm_access.roles',
      role_mapping: { 'night-shift': 'night' },
      default_role: '',
    });
    newcomer({ realm_access: { roles: ['offline_access', 'night-shift'] } });
    expect((await (await ground.signIn()).me()).body).toMatchObject({
      role: 'night',
      permissions: ['fleet:read', 'command:exec'],
    });
  });

  it('asks for what the token leaves out', async () => {
    provider.claimsOnRequest = true;
    await provider.rotateKeys();
    await configure({ client_secret: `${provider.clientSecret}` });
    ground.forgetProvider();
    newcomer({ groups: ['ops'] });
    expect((await (await ground.signIn()).me()).body).toMatchObject({
      role: 'operator',
      username: `person${count}`,
    });
    provider.claimsOnRequest = false;
    await provider.rotateKeys();
    ground.forgetProvider();
  });

  it('takes somebody along who signs out, as far as the provider offers it', async () => {
    await configure();
    newcomer({ groups: ['ops'] });
    const { browser, me } = await ground.signIn();
    const { csrf_token: csrf } = (await me()).body;
    const answer = await browser.fetch(new URL('/api/v1/auth/logout', ground.origin), {
      method: 'POST',
      headers: { 'x-legator-csrf': csrf, origin: ground.origin },
    });
    const { redirect } = (await answer.json()) as { redirect: string };
    expect(redirect).toMatch(`${provider.issuer}/session/end?`);
    expect(new URL(redirect).searchParams.get('id_token_hint')).toMatch(/^ey/);
    expect((await me()).status).toBe(401);
    const page = await browser.fetch(new URL(redirect));
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Sign out')]);
    const kept = await ground.sql('select logout_hint from auth_session where logout_hint is not null');
    expect(JSON.stringify(kept)).not.toMatch(/ey\w+\.ey/);
  });

  it('offers a button with a name', async () => {
    await configure({ provider_name: 'Example ID' });
    const methods = async () => (await ground.admin.get('/api/v1/auth/methods')).body.oidc;
    expect(await methods()).toEqual({ name: 'Example ID', login_url: '/auth/oidc/login' });
    await configure({ enabled: false });
    expect(await methods()).toBeUndefined();
    expect((await ground.signIn()).landed).toBe('/sign-in?error=oidc_off');
  });
});

describe('before there is an administrator', () => {
  it('nobody gets an account by the provider: the set-up would be over without one', async () => {
    const spine = await startAuth();
    const provider = await startOidcProvider({ redirectUris: [] });
    const people = spine.app.get(OidcPeople, { strict: false });
    const person = { issuer: provider.issuer, subject: 's', claims: { groups: ['admins'] }, idToken: '' };
    const settings = {
      ...OIDC_DEFAULTS,
      scopes: [],
      provider_url: '',
      client_id: '',
      role_mapping: { admins: 'admin' },
    };
    await expect(people.admit(person, settings, '')).rejects.toMatchObject({ code: 'oidc_setup' });
    await spine.close();
    await provider.close();
  }, 60_000);
});
