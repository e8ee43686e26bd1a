import { AttemptLimiter } from './attempt-limiter.js';
import { makeKey, makeProbeId, makeToken } from './enrolment-token.js';
import { baseUrl, installCommand } from './install-command.js';
import { isWithin, refusal } from './token-rules.js';
import type { TokenRecord } from './token.store.js';

const NOW = new Date('2026-01-01T00:00:00Z');
const aToken = (over: Partial<TokenRecord> = {}): TokenRecord => ({
  id: 't',
  prefix: 'prb_1',
  tags: [],
  site: null,
  cidr: null,
  maxUses: 1,
  uses: 0,
  createdBy: 'Ana',
  createdAt: NOW,
  expiresAt: new Date(NOW.getTime() + 1),
  lastUsedAt: null,
  revokedAt: null,
  ...over,
});

it('makes secrets in upstream’s form, no two alike, whose prefix does not give them away', () => {
  const tokens = Array.from({ length: 1_000 }, () => makeToken(NOW));
  expect(new Set(tokens.map(({ value }) => value)).size).toBe(1_000);
  for (const { value, prefix } of tokens) {
    expect(value).toMatch(/^prb_[0-9a-f]{8}-[0-9a-f]{3}_1767225600_[0-9a-f]{16}$/);
    expect(value.startsWith(prefix)).toBe(true);
    expect(prefix).toHaveLength(10);
  }
  expect(makeKey()).toMatchObject({ value: expect.stringMatching(/^lgk_[0-9a-f]{64}$/) });
  expect(makeProbeId()).toMatch(/^prb-[0-9a-f]{8}$/);
});

it.each([
  [{}, undefined],
  [{ expiresAt: NOW }, 'expired'],
  [{ uses: 1 }, 'used_up'],
  [{ uses: 1_000, maxUses: null }, undefined],
  [{ revokedAt: NOW }, 'revoked'],
  [{ cidr: '10.0.0.0/8' }, 'wrong_address'],
  [{ cidr: '192.0.2.0/24' }, undefined],
])('judges a token with %j: %s', (over, expected) => {
  expect(refusal(aToken(over), '::ffff:192.0.2.7', NOW)).toBe(expected);
});

it.each([
  ['10.1.2.3', '10.0.0.0/8', true],
  ['11.1.2.3', '10.0.0.0/8', false],
  ['2001:db8::1', '2001:db8::/32', true],
  ['2001:db8::1', '0.0.0.0/0', false],
  ['', '0.0.0.0/0', false],
  ['not an address', '::/0', false],
])('%s within %s: %s', (address, network, expected) => {
  expect(isWithin(address, network)).toBe(expected);
});

it('lets an address try again after a minute, and others all the while', () => {
  const limiter = new AttemptLimiter();
  for (let n = 0; n < 30; n += 1) limiter.failed('a', 1_000);
  expect(limiter.wait('a', 31_000)).toBe(30);
  expect(limiter.wait('b', 31_000)).toBe(0);
  expect(limiter.wait('a', 61_000)).toBe(0);
});

it.each([
  [{ host: 'legator.example:8080' }, undefined, 'http://legator.example:8080'],
  [{ host: '[::1]:8080', 'x-forwarded-proto': 'https' }, undefined, 'https://[::1]:8080'],
  [{ host: 'a', 'x-forwarded-host': 'b.example, c' }, undefined, 'http://b.example'],
  [{ host: 'a', 'x-forwarded-host': "b';reboot;'" }, undefined, 'http://a'],
  [{ host: '$(reboot)' }, undefined, 'http://localhost'],
  [{ host: 'a' }, 'https://legator.example/', 'https://legator.example'],
])('reads its own address from %j and %s: %s', (headers, external, expected) => {
  expect(baseUrl({ headers, socket: {} } as never, external)).toBe(expected);
});

it('puts nothing into the line for root that a shell would act on', () => {
  expect(installCommand('https://a.example', 'prb_1')).toBe(
    'curl -fsSLO https://a.example/download/probe.cjs && sudo node probe.cjs run --server https://a.example --token prb_1',
  );
  expect(installCommand("https://a/'$(x)", 'prb_1')).toContain(`--server 'https://a/'\\''$(x)'`);
});
