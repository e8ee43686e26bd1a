import request from 'supertest';
import { Clock } from '@legator/core';
import { encode, HostileProvider } from '../../support/hostile-provider.js';
import { SmallBrowser } from '../../support/small-browser.js';
import { startOidc } from './oidc-ground.js';
import type { OidcGround } from './oidc-ground.js';

describe('a browser that comes back from the provider', () => {
  let ground: OidcGround;
  let provider: HostileProvider;

  const configure = (over: object = {}) =>
    ground.configure({
      provider_url: provider.issuer,
      client_id: provider.clientId,
      client_secret: 's',
      ...over,
    });
  beforeAll(async () => {
    ground = await startOidc();
    provider = await HostileProvider.start();
    await configure();
  }, 60_000);
  afterAll(async () => {
    await ground.spine.close();
    await provider.close();
  });
  beforeEach(() => (provider.trick = {}));

  const isCallback = (url: URL) => url.pathname === '/auth/oidc/callback';
  const refusal = () => ground.lastRefusal()?.['reason'];
  /** Begins, and stops where the provider has sent the browser back. */
  const begin = async () => {
    const browser = new SmallBrowser();
    const { url } = await browser.open(`${ground.origin}/auth/oidc/login?next=/hosts`, isCallback);
    return { browser, url };
  };
  /** Ends, wherever that is. */
  const end = async (browser: SmallBrowser, url: URL) => {
    const answer = await browser.fetch(url);
    return { status: answer.status, location: answer.headers.get('location') };
  };
  const REFUSED = {
    status: 302,
    location: expect.stringMatching(/^\/sign-in\?error=oidc_(?:state|token|provider|denied)$/),
  };

  it('keeps what it began in a cookie that scripts do not see and nobody can read', async () => {
    const answer = await request(ground.spine.app.getHttpServer())
      .get('/auth/oidc/login')
      .set('Host', '127.0.0.1:1');
    const [cookie = ''] = answer.headers['set-cookie'] as unknown as string[];
    expect(cookie).toMatch(/^legator_oidc_state=[\w-]+; Path=\/auth\/oidc; HttpOnly; SameSite=Lax; Expires=/);
    const until = Date.parse(/Expires=([^;]+)/.exec(cookie)![1]!) - Date.now();
    expect(until).toBeGreaterThan(280_000);
    expect(until).toBeLessThan(301_000);
    const value = Buffer.from(cookie.split(/[=;]/)[1]!, 'base64url').toString('latin1');
    const { state, nonce } = Object.fromEntries(new URL(answer.headers['location']!).searchParams) as Record<
      string,
      string
    >;
    for (const text of [state!, nonce!, 'code_verifier', provider.issuer]) expect(value).not.toContain(text);
  });

  it('ends once: the same answer of the provider is good no second time', async () => {
    const { browser, url } = await begin();
    const cookie = browser.cookie(ground.origin, 'legator_oidc_state')!;
    expect(await end(browser, url)).toEqual({ status: 302, location: '/hosts' });
    expect(await end(browser, url)).toEqual(REFUSED);
    expect(refusal()).toBe('oidc_state_missing');
    browser.cookies.get(ground.origin)!.set('legator_oidc_state', cookie);
    expect(await end(browser, url)).toEqual(REFUSED);
    expect(refusal()).toBe('oidc_state_reused');
  });

  it('ends once when two of it come at the same moment', async () => {
    const { browser, url } = await begin();
    const twin = new SmallBrowser();
    twin.cookies.set(ground.origin, new Map(browser.cookies.get(ground.origin)));
    const both = await Promise.all([end(browser, url), end(twin, url)]);
    expect(both.map(({ location }) => location).sort()).toEqual(['/hosts', '/sign-in?error=oidc_state']);
  });

  it('is another one than the one that began: what a stranger began is not ended by a victim', async () => {
    const { url } = await begin();
    const victim = new SmallBrowser();
    expect(await end(victim, url)).toEqual(REFUSED);
    expect(refusal()).toBe('oidc_state_missing');
    const own = await begin();
    expect(await end(own.browser, url)).toEqual(REFUSED);
    expect(refusal()).toBe('oidc_response');
    expect(victim.cookie(ground.origin, 'legator_session')).toBeUndefined();
  });

  it('is believed no cookie that we did not seal', async () => {
    const { browser, url } = await begin();
    const jar = browser.cookies.get(ground.origin)!;
    const good = jar.get('legator_oidc_state')!;
    const plain = {
      state: url.searchParams.get('state'),
      nonce: 'n',
      code_verifier: 'v',
      expires_at: Date.now() + 60_000,
    };
    const flipped = Buffer.from(good, 'base64url');
    flipped[40]! ^= 1;
    for (const value of [
      encode(plain),
      flipped.toString('base64url'),
      good.slice(0, -4),
      'x',
      'x'.repeat(5_000),
    ]) {
      jar.set('legator_oidc_state', value);
      expect(await end(browser, url)).toEqual(REFUSED);
      expect(refusal()).toBe('oidc_state_invalid');
    }
    // Somebody put a second one in front of it.
    jar.set('legator_oidc_state', `${good}; legator_oidc_state=${good}`);
    expect(await end(browser, url)).toEqual(REFUSED);
    expect(refusal()).toBe('oidc_state_missing');
  });

  it('comes back too late', async () => {
    const { browser, url } = await begin();
    const now = Date.now();
    const clock = jest.spyOn(ground.spine.app.get(Clock), 'now').mockReturnValue(new Date(now + 301_000));
    expect(await end(browser, url)).toEqual(REFUSED);
    clock.mockRestore();
    expect(refusal()).toBe('oidc_state_invalid');
  });

  it.each<[string, (params: URLSearchParams) => void, string]>([
    ['with another state', (back) => back.set('state', 'x'.repeat(43)), 'oidc_response'],
    ['without a state', (back) => back.delete('state'), 'oidc_response'],
    ['with two states', (back) => back.append('state', 'x'), 'oidc_response'],
    [
      'with the name of another provider',
      (back) => back.set('iss', 'https://other.example'),
      'oidc_response',
    ],
    ['without the name that the provider promised', (back) => back.delete('iss'), 'oidc_response'],
    ['with a code that the provider never gave', (back) => back.set('code', 'made-up'), 'oidc_code'],
    ['without a code', (back) => back.delete('code'), 'oidc_.*'],
    ['with an ID token in the address', (back) => back.set('id_token', 'e30.e30.x'), 'oidc_token_form'],
    ['with a no', (back) => (back.delete('code'), back.set('error', 'access_denied')), 'oidc_denied'],
    [
      'with a failure',
      (back) => (back.delete('code'), back.set('error', 'server_error')),
      'oidc_provider_error',
    ],
  ])('is refused %s', async (_how, back, reason) => {
    provider.trick = { back };
    const { browser, url } = await begin();
    expect(await end(browser, url)).toEqual(REFUSED);
    expect(refusal()).toMatch(new RegExp(`^${reason}$`));
    expect(browser.cookie(ground.origin, 'legator_session')).toBeUndefined();
  });

  it('shows what one provider sent to no other, when the settings changed meanwhile', async () => {
    const second = await HostileProvider.start();
    const { browser, url } = await begin();
    await configure({ provider_url: second.issuer });
    try {
      expect(await end(browser, url)).toEqual(REFUSED);
      expect(refusal()).toBe('oidc_state_issuer');
      expect(second.asked).toBeUndefined();
    } finally {
      await configure();
      await second.close();
    }
  });

  it.each([
    ['//evil.example/x', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example', '/'],
    ['/\t/evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['/auth/oidc/login', '/'],
    ['/api/v1/auth/logout', '/'],
    ['/..//evil.example', '/'],
    ['/hosts/prb-1?tab=log', '/hosts/prb-1?tab=log'],
  ])('goes on to %s as to %s', async (next, landed) => {
    expect((await ground.signIn(next)).landed).toBe(landed);
  });

  it('learns new keys of the provider when it has to, and asks for them no more than once a minute', async () => {
    await ground.signIn();
    const [key] = provider.published;
    provider.trick = { header: (header) => ({ ...header, kid: 'key-2' }) };
    const asked = provider.keysRead;
    for (let times = 0; times < 5; times += 1)
      expect((await ground.signIn()).landed).toMatch(/error=oidc_token/);
    expect(provider.keysRead - asked).toBeLessThanOrEqual(1);
    provider.published = [{ ...key, kid: 'key-2' }];
    const now = Date.now();
    // Only the library’s clock goes on, by which it dates the keys; the token is of now.
    const claims = (good: object) => ({ ...good, iat: Math.floor(now / 1_000) });
    provider.trick = { ...provider.trick, claims };
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => now + 61_000);
    expect((await ground.signIn('/hosts')).landed).toBe('/hosts');
    clock.mockRestore();
  });

  it.each<[string, (metadata: Record<string, unknown>) => Record<string, unknown>]>([
    ['calls itself otherwise', (metadata) => ({ ...metadata, issuer: 'https://other.example' })],
    [
      'signs only in ways that prove nothing',
      (metadata) => ({ ...metadata, id_token_signing_alg_values_supported: ['HS256', 'none'] }),
    ],
    ['has no keys', ({ jwks_uri: _none, ...metadata }) => metadata],
  ])('is not sent to a provider that %s', async (_what, metadata) => {
    provider.trick = { metadata };
    ground.forgetProvider();
    const { landed } = await ground.signIn();
    expect(landed).toBe('/sign-in?error=oidc_provider');
    expect(refusal()).toMatch(/^oidc_provider_/);
  });
});
