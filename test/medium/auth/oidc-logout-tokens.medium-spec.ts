import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import request from 'supertest';
import { encode, HostileProvider } from '../../support/hostile-provider.js';
import type { Json, Trick } from '../../support/hostile-provider.js';
import { PASSWORD, Visitor } from './auth-ground.js';
import { startOidc } from './oidc-ground.js';
import type { OidcGround } from './oidc-ground.js';

const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 });
const later = (seconds: number) => Math.floor(Date.now() / 1_000) + seconds;
const over = (more: Json) => (claims: Json) => ({ ...claims, ...more });
const hmac = (key: string) => (input: string) => createHmac('sha256', key).update(input).digest('base64url');
const byAnother = (input: string) =>
  sign('sha256', Buffer.from(input), foreign.privateKey).toString('base64url');
const EVENT = 'http://schemas.openid.net/event/backchannel-logout';

let ground: OidcGround;
let provider: HostileProvider;
let me: () => Promise<request.Response>;

beforeAll(async () => {
  ground = await startOidc();
  provider = await HostileProvider.start();
  await ground.configure({
    ...{ provider_url: provider.issuer, client_id: provider.clientId, client_secret: 'the secret' },
    role_mapping: { ops: 'operator' },
  });
  me = await signedIn('mallory', 'at-home');
}, 60_000);
afterAll(async () => {
  await ground.spine.close();
  await provider.close();
});
beforeEach(() => (provider.trick = {}));

/** Somebody who signs in, in a sign-in that the provider calls so. */
async function signedIn(subject: string, sid?: string) {
  provider.subject = subject;
  provider.trick = sid === undefined ? {} : { claims: over({ sid }) };
  const signed = await ground.signIn();
  provider.trick = {};
  return signed.me;
}
const send = (token: unknown) =>
  request(ground.origin).post('/auth/oidc/backchannel-logout').type('form').send({ logout_token: token });
const refusals = () => ground.recorded('auth.provider_logout_refused');

const publicPem = () => provider.publicKey.export({ type: 'spki', format: 'pem' }).toString();
/**
 * What is wrong, its reason in the trail, and how it came to be; times are those of the moment when it is sent. All of
 * them would else put Mallory out.
 */
const cases: [string, string, Json | (() => Json), (() => Trick)?][] = [
  ['of another issuer', 'token_iss', { iss: 'https://other.example' }],
  ['of an issuer that is nearly ours', 'token_iss', { iss: 'slash' }],
  ['of no issuer', 'token_iss', { iss: undefined }],
  ['for another client', 'token_aud', { aud: 'other' }],
  ['for nobody', 'token_aud', { aud: undefined }],
  ['from long ago', 'token_iat', () => ({ iat: later(-400), exp: later(100) })],
  ['from the future', 'token_iat', () => ({ iat: later(120) })],
  ['without a time', 'token_iat', { iat: undefined }],
  ['whose time is a text', 'token_iat', () => ({ iat: String(later(0)) })],
  ['that is good no longer', 'token_exp', () => ({ exp: later(-61) })],
  ['that is not good yet', 'token_nbf', () => ({ nbf: later(120) })],
  ['without a name of its own', 'token_jti', { jti: undefined }],
  ['whose name is a number', 'token_jti', { jti: 7 }],
  ['whose name is empty', 'token_jti', { jti: '' }],
  ['whose name is very long', 'token_jti', { jti: 'x'.repeat(256) }],
  ['without an event', 'token_events', { events: undefined }],
  ['with another event', 'token_type', { events: { 'https://example.com/other': {} } }],
  ['whose event is a text', 'token_type', { events: EVENT }],
  ['whose event is a list', 'token_type', { events: [EVENT] }],
  ['whose event says true', 'token_type', { events: { [EVENT]: true } }],
  ['with a nonce', 'token_nonce', { nonce: 'x' }],
  ['with an empty nonce', 'token_nonce', { nonce: null }],
  ['about nobody', 'token_sub', { sub: undefined }],
  ['about a number', 'token_sub', { sub: 7 }],
  ['about a sign-in that is a number', 'token_sid', { sid: 7 }],
  ['about a sign-in with a very long name', 'token_sid', { sid: 'x'.repeat(256) }],
  [
    'that nobody signed',
    'token_alg|token_form',
    {},
    () => ({ header: over({ alg: 'none' }), signature: () => '' }),
  ],
  [
    'signed with the public key as a password',
    'token_alg',
    {},
    () => ({ header: over({ alg: 'HS256' }), signature: hmac(publicPem()) }),
  ],
  [
    'signed with the secret of the client',
    'token_alg',
    {},
    () => ({ header: over({ alg: 'HS256' }), signature: hmac('the secret') }),
  ],
  ['signed with another key', 'token_signature', {}, () => ({ signature: byAnother })],
  [
    'that brings its own key',
    'token_signature',
    {},
    () => ({ header: over({ jwk: foreign.publicKey.export({ format: 'jwk' }) }), signature: byAnother }),
  ],
  [
    'signed with a key that is not published',
    'token_key',
    {},
    () => ({ header: over({ kid: 'key-9' }), signature: byAnother }),
  ],
  ['of another kind', 'token_type', {}, () => ({ header: over({ typ: 'at+jwt' }) })],
  ['that demands what nobody knows', 'token_form', {}, () => ({ header: over({ crit: ['x'], x: 1 }) })],
  [
    'with two subjects',
    'token_duplicate',
    {},
    () => ({ payload: (claims) => JSON.stringify(claims).replace('"sub":', '"sub":"ben","sub":') }),
  ],
  ['that is a list', 'token_form', {}, () => ({ payload: () => '[]' })],
  ['that is no JSON', 'token_form', {}, () => ({ payload: () => '{"sub":' })],
  [
    'changed after it was signed',
    'token_signature',
    {},
    () => ({ token: (token) => `${token.slice(0, -6)}AAAAAA` }),
  ],
  ['that is encrypted', 'token_form', {}, () => ({ token: () => `${encode({ alg: 'dir' })}..A.A.A` })],
  ['that is none', 'token_form', {}, () => ({ token: () => 'not-a-token' })],
  ['that is empty', 'token_missing', {}, () => ({ token: () => '' })],
];

const rows = cases.map(
  ([what, reason, claims, trick = () => ({})]) => [what, reason, claims, trick] as const,
);

it.each(rows)('a sign-out %s is refused, and written down (%s)', async (_what, reason, claims, trick) => {
  provider.trick = trick();
  const said = typeof claims === 'function' ? claims() : claims;
  const wrong = said['iss'] === 'slash' ? { iss: `${provider.issuer}/` } : said;
  const before = refusals().length;
  const answer = await send(provider.logoutToken({ sub: 'mallory', ...wrong }));
  expect([answer.status, answer.body.code]).toEqual([400, 'logout_token']);
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(refusals()).toHaveLength(before + 1);
  expect(refusals().at(-1)!.detail!['reason']).toMatch(new RegExp(`^oidc_(?:${reason})$`));
  expect((await me()).status).toBe(200);
});

it('a token that signs in is none that signs out', async () => {
  let seen = '';
  const keep = (token: string) => (seen = token);
  provider.trick = { token: keep };
  provider.subject = 'mallory';
  await ground.signIn();
  expect((await send(seen)).status).toBe(400);
  expect((await me()).status).toBe(200);
});

it.each([
  ['nothing', {}],
  ['many', { logout_token: ['a', 'b'] }],
])('%s is no token', async (_what, body) => {
  const answer = await request(ground.origin).post('/auth/oidc/backchannel-logout').type('form').send(body);
  expect(answer.status).toBe(400);
});

describe('a sign-out that is good', () => {
  it('ends all that somebody opened by the provider, but not what they opened by password', async () => {
    const [ivo, again, jan] = [await signedIn('ivo'), await signedIn('ivo', 'two'), await signedIn('jan')];
    const hash = `(select password_hash from auth_user where username = 'root-ana')`;
    await ground.sql(`update auth_user set password_hash = ${hash} where username = 'ivo'`);
    const byPassword = new Visitor(ground.spine);
    await byPassword.signIn('ivo', PASSWORD);
    const answer = await send(provider.logoutToken({ sub: 'ivo' }));
    expect([answer.status, answer.text, answer.headers['cache-control']]).toEqual([200, '', 'no-store']);
    expect([(await ivo()).status, (await again()).status, (await jan()).status]).toEqual([401, 401, 200]);
    expect((await byPassword.get('/api/v1/me')).status).toBe(200);
  });

  it('ends the sign-in that is named, by its name alone', async () => {
    const [one, two] = [await signedIn('kim', 'kim-1'), await signedIn('kim', 'kim-2')];
    expect((await send(provider.logoutToken({ sid: 'kim-1' }))).status).toBe(200);
    expect([(await one()).status, (await two()).status]).toEqual([401, 200]);
  });

  it('ends nothing of one person by the name of another’s sign-in', async () => {
    const lea = await signedIn('lea', 'lea-1');
    await signedIn('max', 'max-1');
    expect((await send(provider.logoutToken({ sub: 'max', sid: 'lea-1' }))).status).toBe(200);
    expect((await lea()).status).toBe(200);
  });

  it('ends what the provider never named, when it names the person with it', async () => {
    const old = await signedIn('ned');
    expect((await send(provider.logoutToken({ sid: 'unheard of' }))).status).toBe(200);
    expect((await old()).status).toBe(200);
    expect((await send(provider.logoutToken({ sub: 'ned', sid: 'unheard of' }))).status).toBe(200);
    expect((await old()).status).toBe(401);
  });

  it('is no error about somebody whom nobody here has met, or who is not signed in', async () => {
    expect((await send(provider.logoutToken({ sub: 'stranger' }))).status).toBe(200);
    expect((await send(provider.logoutToken({ sid: 'kim-1' }))).status).toBe(200);
  });

  it('works once: of many at the same moment, one', async () => {
    const token = provider.logoutToken({ sub: 'stranger' });
    const all = await Promise.all(Array.from({ length: 6 }, () => send(token)));
    expect(all.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400, 400]);
    const oda = await signedIn('oda');
    const once = provider.logoutToken({ sub: 'oda' });
    await send(once);
    const back = await signedIn('oda');
    expect((await send(once)).status).toBe(400);
    expect(refusals().at(-1)!.detail).toMatchObject({ reason: 'oidc_token_reused' });
    expect([(await oda()).status, (await back()).status]).toEqual([401, 200]);
  });

  it('counts also while signing in by the provider is off', async () => {
    const pia = await signedIn('pia');
    const { body } = await ground.admin.get('/api/v1/auth/oidc');
    await ground.configure({ ...body.settings, enabled: false });
    expect((await send(provider.logoutToken({ sub: 'pia' }))).status).toBe(200);
    expect((await pia()).status).toBe(401);
    await ground.configure({ ...body.settings, enabled: true });
  });
});
