import { findSecret, redact, refuseSecrets, withoutTokens } from './redaction.js';

const key = `lgk_${'ab'.repeat(32)}`;

it.each([
  ['a field called password', { user: { password: 'x' } }, 'user.password'],
  ['a field called apiKey', { apiKey: 'x' }, 'apiKey'],
  ['a field that ends in _token', { github_token: 'x' }, 'github_token'],
  ['one of our keys in a text', { note: `use ${key}` }, 'note'],
  ['a private key', { list: ['-----BEGIN OPENSSH PRIVATE KEY-----'] }, 'list.0'],
  ['a password in an address', { url: 'postgres://app:hunter2@db/x' }, 'url'],
  ['a password as a setting', { line: 'MYSQL_PWD=hunter2 mysqldump' }, 'line'],
  ['an option that carries one', { line: 'login --password=hunter2' }, 'line'],
  ['a signed token', { t: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcdefgh12345' }, 't'],
  ['a bearer header', { line: 'curl -H "Authorization: Bearer abcdefghijklmnop1234"' }, 'line'],
])('finds %s', (_what, value, path) => {
  expect(findSecret(value)).toBe(path);
  expect(() => refuseSecrets(value)).toThrow(expect.objectContaining({ code: 'signals.secret' }));
  expect(findSecret(redact(value))).toBeUndefined();
});

it('leaves ordinary facts alone', () => {
  const fact = { request_id: 'cmd-1', token_count: 12, secretariat: 'north', password: '', command: 'df -h' };
  expect(findSecret(fact)).toBeUndefined();
  expect(redact(fact)).toEqual(fact);
});

it('masks the secret and keeps the rest of the sentence', () => {
  expect(redact(`curl -H x ${key} done`)).toBe('curl -H x [redacted] done');
});

it('gives up on what is nested without end, on the safe side', () => {
  let deep: object = {};
  for (let at = 0; at < 100; at += 1) deep = { deep };
  expect(findSecret(deep)).toBeDefined();
});

it('masks the whole of a private key, and one whose end is missing', () => {
  const pem = (name: string) => `-----BEGIN ${name}-----\nMIIsecret\n-----END ${name}-----`;
  for (const name of ['PRIVATE KEY', 'RSA PRIVATE KEY', 'OPENSSH PRIVATE KEY', 'PGP PRIVATE KEY BLOCK'])
    expect(redact(`a ${pem(name)} z`)).toBe('a [redacted] z');
  expect(redact('a -----BEGIN PRIVATE KEY-----\nMIIsecret')).toBe('a [redacted]');
  expect(redact(pem('CERTIFICATE'))).toBe(pem('CERTIFICATE'));
});

it('masks what is nested without end rather than letting it through', () => {
  let deep: object = { note: key };
  for (let at = 0; at < 100; at += 1) deep = { deep };
  expect(JSON.stringify(redact(deep))).not.toContain(key);
});

it('needs no time worth speaking of for hostile text', () => {
  const parts = [
    '-----BEGIN PRIVATE KEY-----',
    '-----BEGIN A',
    'Bearer ',
    'prb_00000000-000_1',
    'ghp_a',
    'lgk_',
  ];
  // Of the processor, not of the clock: that runs on while others have it.
  const begun = process.cpuUsage();
  for (const part of parts) redact(part.repeat(250_000 / part.length));
  const { user, system } = process.cpuUsage(begun);
  expect((user + system) / 1_000).toBeLessThan(2_000);
});

it.each([
  `lgs_${'ab'.repeat(32)}`,
  `lgi_${'ab'.repeat(32)}`,
  `ticket.${'ab'.repeat(32)}`,
  'VQH85-59QTH-9XG7F-TP56C',
  'vqh85-59qth-9xg7f-tp56c',
])('knows %s for one of ours', (secret) => {
  expect(redact(`x ${secret} y`)).toBe('x [redacted] y');
});

it('masks in a path what is too long to be a name, and keeps ids', () => {
  const id = '01a1fe6e-4149-7000-a6c9-56b493434828';
  const kept = `/api/v1/probes/${id}/prb-${id}/${'ab12'.repeat(8)}`;
  expect(withoutTokens(`${kept}/${'ab12'.repeat(10)}/x`)).toBe(`${kept}/[redacted]/x`);
});
