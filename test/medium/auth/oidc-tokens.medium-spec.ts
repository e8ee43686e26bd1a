import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { encode, HostileProvider } from '../../support/hostile-provider.js';
import type { Json, Trick } from '../../support/hostile-provider.js';
import { startOidc } from './oidc-ground.js';
import type { OidcGround } from './oidc-ground.js';

const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 });
const foreignEc = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const later = (seconds: number) => Math.floor(Date.now() / 1_000) + seconds;
const without = (name: string) => (claims: Json) =>
  Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name));
const over = (more: Json) => (claims: Json) => ({ ...claims, ...more });
const hmac = (key: string) => (input: string) => createHmac('sha256', key).update(input).digest('base64url');

describe('a token of the provider', () => {
  let ground: OidcGround;
  let provider: HostileProvider;

  beforeAll(async () => {
    ground = await startOidc();
    provider = await HostileProvider.start();
    await ground.configure({
      provider_url: provider.issuer,
      client_id: provider.clientId,
      client_secret: 'the secret',
      role_mapping: { ops: 'operator' },
    });
  }, 60_000);
  afterAll(async () => {
    await ground.spine.close();
    await provider.close();
  });
  beforeEach(() => (provider.trick = {}));

  it('that is good signs in', async () => {
    const { landed, me } = await ground.signIn('/hosts');
    expect([landed, (await me()).body.role]).toEqual(['/hosts', 'operator']);
  });

  const publicPem = () => provider.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const cases: [string, string, () => Trick][] = [
    ['that nobody signed', 'token_alg', () => ({ header: over({ alg: 'none' }), signature: () => '' })],
    [
      'that nobody signed, in other letters',
      'token_alg',
      () => ({ header: over({ alg: 'nOnE' }), signature: () => '' }),
    ],
    [
      'signed with the public key as a password',
      'token_alg',
      () => ({ header: over({ alg: 'HS256' }), signature: hmac(publicPem()) }),
    ],
    [
      'signed with the secret of the client',
      'token_alg',
      () => ({ header: over({ alg: 'HS256' }), signature: hmac('the secret') }),
    ],
    ['for another client', 'token_aud', () => ({ claims: over({ aud: 'other' }) })],
    [
      'for others, too, without saying for whom',
      'token_aud',
      () => ({ claims: over({ aud: ['legator', 'other'] }) }),
    ],
    [
      'for others, too, made for one of them',
      'token_azp',
      () => ({ claims: over({ aud: ['legator', 'other'], azp: 'other' }) }),
    ],
    ['made for another client', 'token_azp', () => ({ claims: over({ azp: 'other' }) })],
    ['of another issuer', 'token_iss', () => ({ claims: over({ iss: 'https://other.example' }) })],
    [
      'of an issuer that is written a little otherwise',
      'token_iss',
      () => ({ claims: over({ iss: `${provider.issuer}/` }) }),
    ],
    ['for another sign-in', 'token_nonce', () => ({ claims: over({ nonce: 'x'.repeat(43) }) })],
    ['for no sign-in', 'token_nonce', () => ({ claims: without('nonce') })],
    ['issued in the future', 'token_iat', () => ({ claims: over({ iat: later(120) }) })],
    ['that is not good yet', 'token_nbf', () => ({ claims: over({ nbf: later(120) }) })],
    ['that is good no longer', 'token_exp', () => ({ claims: over({ exp: later(-61) }) })],
    ['that never ends', 'token_exp', () => ({ claims: without('exp') })],
    ['whose end is a text', 'token_form', () => ({ claims: over({ exp: String(later(300)) }) })],
    ['without a time', 'token_iat', () => ({ claims: without('iat') })],
    ['about nobody', 'token_sub', () => ({ claims: without('sub') })],
    ['about a number', 'token_form', () => ({ claims: over({ sub: 7 }) })],
    ['about somebody of a very long name', 'token_sub', () => ({ claims: over({ sub: 'm'.repeat(256) }) })],
    [
      'signed with a key that is not published',
      'token_key',
      () => ({ header: over({ kid: 'key-9' }), signature: foreignly }),
    ],
    ['signed with a key of another provider', 'token_signature', () => ({ signature: foreignly })],
    [
      'that brings its own key',
      'token_signature',
      () => ({ header: over({ jwk: foreign.publicKey.export({ format: 'jwk' }) }), signature: foreignly }),
    ],
    [
      'signed in another way than the key is for',
      'token_key',
      () => ({ header: over({ alg: 'ES256' }), signature: byCurve }),
    ],
    ['changed after it was signed', 'token_signature', () => ({ token: (token) => changed(token) })],
    ['whose signature lacks its end', 'token_signature', () => ({ token: (token) => token.slice(0, -8) })],
    [
      'that is encrypted',
      'token_form',
      () => ({ token: () => `${encode({ alg: 'dir', enc: 'A256GCM' })}..AAAA.AAAA.AAAA` }),
    ],
    [
      'with two subjects',
      'token_duplicate',
      () => ({ payload: (claims) => JSON.stringify(claims).replace('"sub":', '"sub":"admin","sub":') }),
    ],
    [
      'with a claim that is written in two ways',
      'token_duplicate',
      () => ({
        payload: (claims) =>
          JSON.stringify(claims).replace('"groups":', '"gr\\u006fups":["admins"],"groups":'),
      }),
    ],
    ['that is huge', 'token_size', () => ({ claims: over({ filler: 'x'.repeat(70_000) }) })],
    [
      'in an answer without end',
      'provider_address',
      () => ({ claims: over({ filler: 'x'.repeat(900_000) }) }),
    ],
    [
      'that belongs to another access token',
      'token_at_hash',
      () => ({ claims: over({ at_hash: encode('x'.repeat(16)) }) }),
    ],
    ['that demands what nobody knows', 'token_form', () => ({ header: over({ crit: ['exp2'], exp2: 1 }) })],
    ['of another kind', 'token_type', () => ({ header: over({ typ: 'at+jwt' }) })],
    [
      'that signs somebody out',
      'token_type',
      () => ({ claims: over({ events: { 'http://schemas.openid.net/event/backchannel-logout': {} } }) }),
    ],
    ['that is a list', 'token_form', () => ({ payload: () => '[]' })],
    ['that is no JSON', 'token_form', () => ({ payload: () => '{"sub":' })],
    ['that is none', 'token_form', () => ({ token: () => 'not-a-token' })],
    ['that is missing', 'token_form|token_missing', () => ({ answer: without('id_token') })],
    ['in an answer that is no JSON', 'token_form', () => ({ answer: () => '<html>' })],
    [
      'that the provider refuses',
      'code',
      () => ({ answer: () => ({ error: 'invalid_grant' }), status: 400 }),
    ],
    [
      'whose person the provider describes as another',
      'userinfo',
      () => ({ claims: without('groups'), userinfo: { sub: 'admin', groups: ['ops'] } }),
    ],
  ];
  const foreignly = (input: string) =>
    sign('sha256', Buffer.from(input), foreign.privateKey).toString('base64url');
  const byCurve = (input: string) =>
    sign('sha256', Buffer.from(input), { key: foreignEc.privateKey, dsaEncoding: 'ieee-p1363' }).toString(
      'base64url',
    );
  const changed = (token: string) => {
    const [header, payload, signature] = token.split('.');
    const claims = JSON.parse(Buffer.from(payload!, 'base64url').toString()) as Json;
    return [header, encode({ ...claims, groups: ['admins'] }), signature].join('.');
  };

  it.each(cases)('%s is refused, and written down (%s)', async (_what, reason, trick) => {
    provider.trick = trick();
    const before = ground.recorded('auth.login_failed').length;
    const { browser, landed, me } = await ground.signIn('/hosts');
    expect(landed).toMatch(/^\/sign-in\?error=oidc_(?:token|provider)$/);
    expect(browser.cookie(ground.origin, 'legator_session')).toBeUndefined();
    expect((await me()).status).toBe(401);
    expect(ground.recorded('auth.login_failed')).toHaveLength(before + 1);
    expect(ground.lastRefusal()).toMatchObject({ method: 'oidc' });
    expect(ground.lastRefusal()!['reason']).toMatch(new RegExp(`^oidc_(?:${reason})$`));
  });

  it('leaves nobody behind when it is refused', async () => {
    const { body } = await ground.admin.get('/api/v1/auth/sessions?scope=tenant');
    const names = body.sessions.map(({ username }: { username: string }) => username);
    expect([...new Set(names)].sort()).toEqual(['mallory', 'root-ana']);
  });
});
