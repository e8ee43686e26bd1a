/** A request, as it goes out. */
export interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  /** As it is on the wire. */
  readonly body?: string;
}

const json = { 'content-type': 'application/json' };
/** A request as our own pages and programs make it. */
export const sent = (path: string, body: object): Sent => ({
  ...{ method: 'POST', path, headers: json },
  body: JSON.stringify(body),
});

/** Where people and programs put what belongs elsewhere. */
export const WRONG_PLACES_FOR_PASSWORDS: ((secret: string) => Sent)[] = [
  (secret) => ({ path: `/api/v1/probes?token=${encodeURIComponent(secret)}` }),
  (secret) => ({ path: `/api/v1/me?access_token=${encodeURIComponent(secret)}&q=1` }),
  (secret) => ({ path: `/auth/oidc/callback?code=${encodeURIComponent(secret)}&state=x` }),
  (secret) => ({ path: `/no-such-page?${encodeURIComponent(secret)}` }),
  (secret) => ({ path: '/api/v1/me', headers: { referer: `http://x/?t=${encodeURIComponent(secret)}` } }),
  (secret) => ({ path: '/api/v1/me', headers: { origin: `http://${encodeURIComponent(secret)}.example` } }),
  (secret) => ({ path: '/api/v1/probes', headers: { authorization: secret } }),
  (secret) => ({ path: '/api/v1/probes', headers: { authorization: `Bearer ${secret} ${secret}` } }),
  (secret) => ({ path: '/api/v1/probes', headers: { authorization: `Basic ${secret}` } }),
  (secret) => ({ path: '/api/v1/probes', headers: { authorization: `Bearer,${secret}` } }),
  (secret) => ({ path: '/api/v1/me', headers: { cookie: `other=${secret}; legator_session=${secret}x` } }),
  (secret) => ({ path: '/api/v1/me', headers: { 'x-api-key': secret, 'x-legator-csrf': secret } }),
  (secret) => ({ path: '/api/v1/me', headers: { accept: secret, 'x-forwarded-for': secret } }),
  (secret) => sent('/api/v1/auth/login', { username: 'ana', password: `${secret}x` }),
  (secret) => sent('/api/v1/auth/login', { username: 'ana', passwort: secret }),
  (secret) => sent('/api/v1/auth/invitation/look', { token: secret, more: secret }),
  (secret) => sent('/api/v1/auth/device/token', { device_code: `${secret}x` }),
  (secret) => sent('/api/v1/register', { token: `${secret}x`, hostname: 'h' }),
  (secret) => ({ ...sent('/api/v1/auth/login', {}), body: `{"password": "${secret}` }),
  (secret) => ({ ...sent('/api/v1/auth/login', {}), body: secret }),
  (secret) => ({ ...sent('/api/v1/auth/login', {}), headers: { 'content-type': secret }, body: secret }),
];

/** What has a form of its own, or is long and random, is known for what it is wherever it comes. */
export const WRONG_PLACES: ((secret: string) => Sent)[] = [
  ...WRONG_PLACES_FOR_PASSWORDS,
  (secret) => ({ path: `/api/v1/probes/${secret}` }),
  (secret) => ({ path: `/${secret}/x` }),
  (secret) => ({ path: `/api/v1/auth/keys/${secret}x`, method: 'DELETE' }),
  (secret) => ({ path: '/api/v1/me', headers: { 'x-request-id': secret } }),
  (secret) => ({ path: '/api/v1/me', headers: { 'user-agent': secret, traceparent: secret } }),
  (secret) => sent('/api/v1/auth/login', { username: secret, password: 'wrong password' }),
];
