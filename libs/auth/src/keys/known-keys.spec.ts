import { randomBytes } from 'node:crypto';
import { ACCESS_REVOKED_TOPIC, MemoryBus } from '@legator/core';
import type { Transactions } from '@legator/core';
import { FakeSignals, ManualClock } from '@legator/core/testing';
import type { ApiKeysStore, FoundKey } from '../api-keys.store.js';
import { KeyGuesses } from '../rates/key-guesses.js';
import { hashKey, makeKey } from '../secret-key.js';
import { KnownKeys } from './known-keys.js';

const transactions = {
  anonymous: (work: (tx: unknown) => unknown) => work({}),
  runAs: (_tenant: string, work: (tx: unknown) => unknown) => work({}),
} as unknown as Transactions;

function setup() {
  const rows = new Map<string, FoundKey>();
  const looked = { up: 0, before: () => Promise.resolve() };
  const store = {
    findByHash: async (_tx: unknown, hash: Buffer) => {
      looked.up += 1;
      const found = rows.get(hash.toString('hex'));
      await looked.before();
      return found;
    },
  } as unknown as ApiKeysStore;
  const clock = new ManualClock();
  const signals = new FakeSignals();
  const bus = new MemoryBus();
  const keys = new KnownKeys(transactions, store, new KeyGuesses(transactions, signals, clock), clock, bus);
  keys.onModuleInit();
  const make = (over: Partial<FoundKey> = {}) => {
    const { key } = makeKey();
    const row: FoundKey = {
      ...{ id: 'k1', tenantId: 'default', name: 'ci', permissions: ['fleet:read'], grants: [] },
      ...{ expiresAt: null, revokedAt: null },
      ...over,
    };
    rows.set(hashKey(key).toString('hex'), row);
    return key;
  };
  const change = (key: string, over: Partial<FoundKey>) => {
    const id = hashKey(key).toString('hex');
    rows.set(id, { ...rows.get(id)!, ...over });
  };
  const refused = (token: string, address = '10.0.0.1') =>
    keys.who(token, address).then(
      () => 'let in',
      (error: { code: string }) => error.code,
    );
  return { keys, make, change, refused, clock, signals, looked, bus };
}

it('throttles a hundred thousand guesses of one address, and tells of them once an hour', async () => {
  const { refused, looked, signals, clock } = setup();
  const guess = () => `lgk_${randomBytes(32).toString('hex')}`;
  for (let at = 0; at < 100_000; at += 1) {
    await refused(guess());
    // A hundred a second: a bit more than a quarter of an hour.
    clock.advance(10);
  }
  expect(looked.up).toBeLessThanOrEqual(17 * 30);
  expect(signals.recorded).toMatchObject([
    { type: 'auth.key_guessing', payload: { address: '10.0.0.1', wrong_keys: 30 } },
  ]);
  clock.advance(3_600_000);
  for (let at = 0; at < 31; at += 1) await refused(guess());
  expect(signals.recorded).toHaveLength(2);
  expect(JSON.stringify(signals.recorded)).not.toMatch(/lgk_/);
});

it('throttles slips of the pen and other texts like guesses, without a look at the database', async () => {
  const { refused, looked } = setup();
  const slip = `${makeKey().key.slice(0, -1)}x`;
  const answers = [];
  for (let at = 0; at < 40; at += 1) answers.push(await refused(at % 2 ? slip : `lgk_${'0'.repeat(72)}`));
  expect(answers).toEqual([...Array(30).fill('unauthorized'), ...Array(10).fill('rate_limited')]);
  expect(looked.up).toBe(0);
});

it('goes on to let in whoever was known before, and others from other addresses', async () => {
  const { refused, make } = setup();
  const [old, fresh] = [make(), make()];
  expect(await refused(old)).toBe('let in');
  for (let at = 0; at < 50; at += 1) await refused(makeKey().key);
  expect(await refused(old)).toBe('let in');
  expect(await refused(fresh)).toBe('rate_limited');
  expect(await refused(fresh, '10.0.0.2')).toBe('let in');
});

it('takes all addresses of one network of version 6 for one', async () => {
  const { refused } = setup();
  for (let at = 0; at < 30; at += 1) await refused(makeKey().key, `2001:db8:0:7::${at.toString(16)}`);
  expect(await refused(makeKey().key, '2001:0db8:0000:0007:ffff::1')).toBe('rate_limited');
  expect(await refused(makeKey().key, '2001:db8:0:8::1')).toBe('unauthorized');
});

it('takes an address of version 4 for the same in the clothes of version 6', async () => {
  const { refused } = setup();
  for (let at = 0; at < 30; at += 1) await refused(makeKey().key, '::ffff:10.0.0.9');
  expect(await refused(makeKey().key, '10.0.0.9')).toBe('rate_limited');
  expect(await refused(makeKey().key, '::ffff:10.0.0.8')).toBe('unauthorized');
});

it('does not count a key that was revoked as a guess, nor keep letting it in', async () => {
  const { refused, make, change, bus, signals } = setup();
  const key = make();
  expect(await refused(key)).toBe('let in');
  change(key, { revokedAt: new Date() });
  bus.publish(ACCESS_REVOKED_TOPIC, 'k1');
  await new Promise(setImmediate);
  for (let at = 0; at < 50; at += 1) expect(await refused(key)).toBe('unauthorized');
  expect(signals.recorded).toEqual([]);
});

it('keeps nothing of a look-up that began before somebody said that rights have changed', async () => {
  const { refused, make, change, bus, looked } = setup();
  const key = make();
  looked.before = async () => {
    change(key, { bound: { active: false, permissions: [] } });
    bus.publish(ACCESS_REVOKED_TOPIC, 'k1');
    await new Promise(setImmediate);
  };
  expect(await refused(key)).toBe('let in');
  looked.before = () => Promise.resolve();
  expect(await refused(key)).toBe('account_disabled');
});

it.each([
  ['whose time is over', { expiresAt: new Date('2025-01-01T00:00:00Z') }, 'key_expired'],
  ['whose owner is disabled', { bound: { active: false, permissions: [] } }, 'account_disabled'],
  ['that was revoked', { revokedAt: new Date() }, 'unauthorized'],
] as const)('refuses a key %s', async (_what, over, code) => {
  const { refused, make } = setup();
  expect(await refused(make(over as Partial<FoundKey>))).toBe(code);
});
