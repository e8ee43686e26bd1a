import { Logger } from '@nestjs/common';
import type { Transactions, Tx } from '@legator/core';
import { LiveRows } from './live-rows.service.js';
import type { KnownRow, Screen } from './live-rows.service.js';
import type { LiveRowsStore, Look, MarkedRow, Seen } from './live-rows.store.js';

beforeEach(() => jest.useFakeTimers());
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

class FakeScreen implements Screen {
  rows: ReadonlyMap<string, KnownRow> = new Map();
  counts = '';
  watched: ReadonlySet<string>;

  constructor(
    readonly tenantId: string,
    ...watched: string[]
  ) {
    this.watched = new Set(watched);
  }

  show(rows: ReadonlyMap<string, KnownRow>, counts: string): void {
    this.rows = rows;
    this.counts = counts;
  }
}

function setup() {
  const looks: { tenantId: string; seen: readonly Seen[] }[] = [];
  const broken = new Set<string>();
  const transactions = {
    runAs: (tenantId: string, work: (tx: Tx) => unknown) =>
      broken.has(tenantId) ? Promise.reject(new Error('a bad row')) : work(tenantId as never),
  };
  const store = {
    look: (tx: unknown, seen: readonly Seen[]): Promise<Look> => {
      looks.push({ tenantId: tx as string, seen });
      const rows = seen.filter(({ mark }) => mark === '').map(({ id }) => ({ id, mark: 'm1' }) as MarkedRow);
      return Promise.resolve({ rows, counts: { all: 0, online: 0, degraded: 0, offline: 0, pending: 0 } });
    },
  };
  const live = new LiveRows(transactions as unknown as Transactions, store as unknown as LiveRowsStore);
  live.onApplicationBootstrap();
  return { live, looks, broken };
}

it('looks once a second and tenant for all screens together, and not at all for none', async () => {
  const { live, looks } = setup();
  await jest.advanceTimersByTimeAsync(3_000);
  expect(looks).toEqual([]);
  const ends = [
    new FakeScreen('a', 'p1', 'p2'),
    new FakeScreen('a', 'p2', 'p3'),
    new FakeScreen('b', 'p9'),
  ].map((screen) => live.add(screen));
  await jest.advanceTimersByTimeAsync(2_000);
  const marked = (mark: string, ...ids: string[]) => ids.map((id) => ({ id, mark }));
  expect(looks).toEqual([
    { tenantId: 'a', seen: marked('', 'p1', 'p2', 'p3') },
    { tenantId: 'b', seen: marked('', 'p9') },
    { tenantId: 'a', seen: marked('m1', 'p1', 'p2', 'p3') },
    { tenantId: 'b', seen: marked('m1', 'p9') },
  ]);
  ends.forEach((end) => end());
  await jest.advanceTimersByTimeAsync(3_000);
  expect(looks).toHaveLength(4);
  await live.onApplicationShutdown();
});

it('knows for a screen that comes later what it read for another, and forgets what nobody watches', async () => {
  const { live, looks } = setup();
  const first = new FakeScreen('a', 'p1');
  live.add(first);
  await jest.advanceTimersByTimeAsync(1_000);
  const second = new FakeScreen('a', 'p1');
  live.add(second);
  await jest.advanceTimersByTimeAsync(1_000);
  expect(second.rows.get('p1')).toEqual({ mark: 'm1', json: '{"id":"p1"}' });
  first.watched = second.watched = new Set();
  await jest.advanceTimersByTimeAsync(1_000);
  first.watched = new Set(['p1']);
  await jest.advanceTimersByTimeAsync(1_000);
  expect(looks.at(-1)?.seen).toEqual([{ id: 'p1', mark: '' }]);
  await live.onApplicationShutdown();
});

it('goes on for other tenants when the look fails for one, and says so once for as long as it lasts', async () => {
  const logged = jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
  const { live, looks, broken } = setup();
  broken.add('a').add('b');
  const [first, last] = [new FakeScreen('a', 'p1'), new FakeScreen('c', 'p9')];
  for (const screen of [first, new FakeScreen('b', 'p5'), last]) live.add(screen);
  await jest.advanceTimersByTimeAsync(3_000);
  expect(looks.map(({ tenantId }) => tenantId)).toEqual(['c', 'c', 'c']);
  expect(last.rows.has('p9')).toBe(true);
  expect(logged).toHaveBeenCalledTimes(1);
  broken.clear();
  await jest.advanceTimersByTimeAsync(1_000);
  expect(first.rows.has('p1')).toBe(true);
  broken.add('a');
  await jest.advanceTimersByTimeAsync(2_000);
  expect(logged).toHaveBeenCalledTimes(2);
  await live.onApplicationShutdown();
});
