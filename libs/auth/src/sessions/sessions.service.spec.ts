import { ConfigSchema, MemoryBus } from '@legator/core';
import type { Transactions } from '@legator/core';
import { ManualClock } from '@legator/core/testing';
import { makeSessionToken } from './session-token.js';
import { Sessions } from './sessions.service.js';
import type { SessionsStore } from './sessions.store.js';

const HOUR = 3_600_000;

/** One sign-in, as the database keeps it: found while it holds, and moved on by use. */
function setup() {
  const clock = new ManualClock();
  const { token } = makeSessionToken();
  const row = { seenAt: clock.now(), expiresAt: new Date(clock.now().getTime() + 24 * HOUR) };
  const store = {
    find: (_tx: unknown, _hash: Buffer, now: Date, idleSince: Date) =>
      Promise.resolve(
        row.expiresAt > now && row.seenAt > idleSince
          ? {
              ...row,
              id: 's1',
              userId: 'u1',
              username: 'ana',
              tenantId: 'default',
              role: 'viewer',
              custom: null,
            }
          : undefined,
      ),
    touch: (_tx: unknown, uses: { at: Date }[]) => {
      for (const { at } of uses) row.seenAt = at;
      return Promise.resolve();
    },
  };
  const transactions = {
    look: (work: (tx: unknown) => unknown) => work({}),
    worker: (work: (tx: unknown) => unknown) => work({}),
  };
  const sessions = new Sessions(
    ConfigSchema.parse({ sessionIdleMs: '8h', sessionLifetimeMs: '24h' }),
    transactions as unknown as Transactions,
    store as unknown as SessionsStore,
    clock,
    new MemoryBus(),
  );
  const holds = async (used: boolean) =>
    (await sessions.actorOf(token, { via: 'cookie', address: '', used })) !== undefined;
  // What was used is stored from time to time; here at once.
  const use = async () => {
    const held = await holds(true);
    await sessions.onApplicationShutdown();
    return held;
  };
  return { clock, holds, use };
}

it('ends for somebody who does nothing for as long as the setting says', async () => {
  const { clock, use } = setup();
  expect(await use()).toBe(true);
  clock.advance(8 * HOUR - 1);
  expect(await use()).toBe(true);
  clock.advance(8 * HOUR);
  expect(await use()).toBe(false);
});

it('goes on for somebody who is at work, and ends all the same after its lifetime', async () => {
  const { clock, use } = setup();
  for (let hour = 0; hour < 23; hour += 1) {
    clock.advance(HOUR);
    expect(await use()).toBe(true);
  }
  clock.advance(HOUR);
  expect(await use()).toBe(false);
});

it('is not kept alive by looking at it again, as open streams do', async () => {
  const { clock, holds } = setup();
  for (let hour = 0; hour < 7; hour += 1) {
    clock.advance(HOUR);
    expect(await holds(false)).toBe(true);
  }
  clock.advance(HOUR);
  expect(await holds(false)).toBe(false);
});
