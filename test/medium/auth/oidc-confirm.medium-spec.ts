import { startOidcProvider } from '../../support/oidc-provider.js';
import type { RealProvider } from '../../support/oidc-provider.js';
import { HostileProvider } from '../../support/hostile-provider.js';
import type { Json } from '../../support/hostile-provider.js';
import type { SmallBrowser } from '../../support/small-browser.js';
import { eventually } from '../../support/spine.js';
import { startOidc } from './oidc-ground.js';
import type { OidcGround } from './oidc-ground.js';

const seconds = (ago: number) => Math.floor(Date.now() / 1_000) - ago;
let ground: OidcGround;

const sessionOf = (browser: SmallBrowser) => browser.cookie(ground.origin, 'legator_session');
const open = async (browser: SmallBrowser, path: string) => {
  const { url } = await browser.open(
    `${ground.origin}${path}`,
    (at) => at.origin === ground.origin && !at.pathname.startsWith('/auth/oidc'),
  );
  return url.pathname + url.search;
};
const confirm = (browser: SmallBrowser, next = '/confirmed') =>
  open(browser, `/auth/oidc/login?confirm=1&next=${encodeURIComponent(next)}`);
const meOf = async (browser: SmallBrowser): Promise<Json> =>
  (await (await browser.fetch(new URL('/api/v1/me', ground.origin))).json()) as Json;
/** What the trail and the database say of the sign-ins of somebody. */
const confirmedBy = async (username: string) =>
  (
    (await ground.sql(
      `select s.confirmed_by from auth_session s join auth_user u on u.id = s.user_id
       where u.username = '${username}' order by s.created_at`,
    )) as { confirmed_by: string | null }[]
  ).map((row) => row.confirmed_by);
/** Tries what asks for a confirmation. */
const removal = async (browser: SmallBrowser): Promise<Json> => {
  const { csrf_token: csrf } = await meOf(browser);
  const none = new URL('/api/v1/profile/passkeys/00000000-0000-7000-8000-000000000000', ground.origin);
  const headers = { 'x-legator-csrf': String(csrf), origin: ground.origin };
  return (await (await browser.fetch(none, { method: 'DELETE', headers })).json()) as Json;
};
/** Nobody who signed in by the provider has confirmed anything, and the server has noticed. */
const forgotten = async (browser: SmallBrowser) => {
  await ground.sql(`update auth_session set confirmed_at = null, confirmed_by = null where method = 'oidc'`);
  await eventually(async () => expect((await meOf(browser))['confirmed_at']).toBeUndefined());
};

beforeAll(async () => {
  ground = await startOidc();
}, 60_000);
afterAll(() => ground.spine.close());

describe('confirming by a real provider', () => {
  let provider: RealProvider;

  beforeAll(async () => {
    provider = await startOidcProvider({ redirectUris: [ground.callback] });
    for (const name of ['carla', 'dora'])
      provider.people.set(name, { preferred_username: name, groups: ['ops'] });
    await ground.configure({
      provider_url: provider.issuer,
      client_id: provider.clientId,
      client_secret: provider.clientSecret,
      role_mapping: { ops: 'operator' },
    });
  }, 60_000);
  afterAll(() => provider.close());
  beforeEach(() => (provider.signInAs = 'carla'));

  it('asks the provider again and confirms the sign-in that exists', async () => {
    const { browser } = await ground.signIn();
    await forgotten(browser);
    const [session, before] = [sessionOf(browser), (await confirmedBy('carla')).length];
    expect(await confirm(browser)).toBe('/confirmed');
    const [asked] = browser.visited.filter((url) => url.startsWith(`${provider.issuer}/auth?`));
    const query = new URL(asked!).searchParams;
    expect([query.get('prompt'), query.get('max_age')]).toEqual(['login', '0']);
    expect(browser.visited.some((url) => url.includes('/interaction/'))).toBe(true);
    expect(sessionOf(browser)).toBe(session);
    const now = await confirmedBy('carla');
    expect([now.length, now.at(-1)]).toEqual([before, 'oidc']);
    const { confirmed_at: at } = await meOf(browser);
    expect(Date.now() - Date.parse(String(at))).toBeLessThan(60_000);
  });

  it('says that it is the way, to whoever has neither password nor passkey', async () => {
    const { browser } = await ground.signIn();
    await forgotten(browser);
    expect(await removal(browser)).toMatchObject({ code: 'confirmation_needed', confirm_by: 'oidc' });
    await confirm(browser);
    expect((await removal(browser))['code']).toBe('not_found');
  });

  it('is refused for another person at the provider, and written down for the one who is signed in', async () => {
    const { browser } = await ground.signIn();
    await forgotten(browser);
    const session = sessionOf(browser);
    for (const other of ['dora', 'eve']) {
      // Eve has no account here, and none is made.
      provider.people.set('eve', { preferred_username: 'eve', groups: ['ops'] });
      provider.signInAs = other;
      // Else the provider asks first whether to sign the other one out.
      browser.cookies.delete(provider.issuer);
      expect(await confirm(browser, '/confirmed?a=1')).toBe('/confirmed?a=1&error=oidc_other_person');
      expect(ground.lastRefusal()).toMatchObject({ username: 'carla', reason: 'oidc_other_person' });
    }
    expect(sessionOf(browser)).toBe(session);
    expect(await meOf(browser)).toMatchObject({ username: 'carla' });
    expect((await confirmedBy('carla')).at(-1)).toBeNull();
    expect(await ground.sql(`select from auth_user where username = 'eve'`)).toEqual([]);
  });

  it('is for somebody who is signed in', async () => {
    const { browser } = await ground.signIn();
    browser.cookies.get(ground.origin)!.delete('legator_session');
    expect(await confirm(browser)).toBe('/confirmed?error=oidc_not_signed_in');
    expect(sessionOf(browser)).toBeUndefined();
  });

  it('ends in the sign-in that began it, and in no other', async () => {
    const [first, second] = [await ground.signIn(), await ground.signIn()];
    await forgotten(first.browser);
    const { browser } = first;
    const { url } = await browser.open(`${ground.origin}/auth/oidc/login?confirm=1&next=/confirmed`, (at) =>
      at.pathname.startsWith('/auth/oidc/callback'),
    );
    browser.cookies.get(ground.origin)!.set('legator_session', sessionOf(second.browser)!);
    expect(await open(browser, url.pathname + url.search)).toBe('/confirmed?error=oidc_not_signed_in');
    expect((await confirmedBy('carla')).slice(-2)).toEqual([null, null]);
  });

  it('is not for people with a passkey', async () => {
    const { browser } = await ground.signIn();
    await forgotten(browser);
    await ground.sql(
      `insert into auth_passkey (id, user_id, credential_id, public_key, counter, transports, name, created_at)
       select gen_random_uuid(), id, 'of-carla', '\\x00', 0, '{}', 'Key', now() from auth_user where username = 'carla'`,
    );
    await eventually(async () => expect((await removal(browser))['confirm_by']).toBe('passkey'));
    const landed = await confirm(browser);
    await ground.sql(`delete from auth_passkey`);
    expect(landed).toBe('/confirmed?error=passkey_needed');
    expect((await confirmedBy('carla')).at(-1)).toBeNull();
    await eventually(async () => expect((await removal(browser))['confirm_by']).toBe('oidc'));
  });

  it('ends where it began when the person says no there', async () => {
    const { browser } = await ground.signIn();
    provider.refuse = true;
    const landed = await confirm(browser);
    provider.refuse = false;
    expect(landed).toBe('/confirmed?error=oidc_denied');
  });
});

describe('when the provider saw the person last', () => {
  let provider: HostileProvider;

  beforeAll(async () => {
    provider = await HostileProvider.start();
    await ground.configure({
      provider_url: provider.issuer,
      client_id: provider.clientId,
      client_secret: 'the secret',
      role_mapping: { ops: 'operator' },
    });
  }, 60_000);
  afterAll(() => provider.close());

  const saying = (more: () => Json) => (provider.trick = { claims: (claims) => ({ ...claims, ...more() }) });
  const bad: [string, () => Json][] = [
    ['more than a minute ago', () => ({ auth_time: seconds(75) })],
    ['later than now', () => ({ auth_time: seconds(-120) })],
    ['in words', () => ({ auth_time: String(seconds(0)) })],
    ['nowhere', () => ({})],
  ];

  it.each(bad)('%s confirms nothing', async (_when, more) => {
    saying(more);
    const { browser } = await ground.signIn();
    if (sessionOf(browser) !== undefined) expect((await meOf(browser))['confirmed_at']).toBeUndefined();
    saying(() => ({ auth_time: seconds(0) }));
    const other = (await ground.signIn()).browser;
    await forgotten(other);
    saying(more);
    expect(await confirm(other)).toMatch(/^\/confirmed\?error=oidc_(?:not_fresh|token)$/);
    expect((await meOf(other))['confirmed_at']).toBeUndefined();
  });

  it('is believed only where it is signed', async () => {
    provider.trick = {
      claims: ({ groups: _groups, ...claims }) => claims,
      userinfo: { sub: provider.subject, groups: ['ops'], auth_time: seconds(0) },
    };
    const { browser, landed } = await ground.signIn();
    expect(landed).toBe('/');
    expect((await meOf(browser))['confirmed_at']).toBeUndefined();
  });

  it('a moment ago makes an ordinary sign-in a confirmation, too', async () => {
    saying(() => ({ auth_time: seconds(20) }));
    const { browser } = await ground.signIn();
    expect((await meOf(browser))['confirmed_at']).toBeDefined();
    expect((await confirmedBy('mallory')).at(-1)).toBe('oidc');
  });
});
