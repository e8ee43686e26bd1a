import { findSecret, redact, refuseSecrets } from './redaction.js';

const key = `lgk_${'ab'.repeat(32)}`;

it.each([
  ['a field called password', { user: { password: 'x' } }, 'user.password'],
  ['a field called apiKey', { apiKey: 'x' }, 'apiKey'],
  ['a field that ends in _token', { github_token: 'x' }, 'github_token'],
  ['one of our keys in a text', { note: `use ${key}` }, 'note'],
  ['a private key', { list: ['-----BEGIN OPENSSH PRIVATE KEY-----'] }, 'list.0'],
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
