import { complaint, gateNow } from './health-gate.js';
import type { Watched } from './health-gate.js';

const time = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1_000);
const well = { connected: true, score: 85, measuredAt: time(0) };
const watched = (over: Partial<Watched> = {}): Watched => ({
  hostname: 'web-1',
  before: well,
  endedAt: time(10),
  now: { connected: true, score: 85, measuredAt: time(20) },
  ...over,
});

it.each([
  ['is as well as before', {}],
  ['is better than before', { now: { ...well, score: 100, measuredAt: time(20) } }],
  [
    'was as bad before',
    { before: { ...well, score: 20 }, now: { ...well, score: 20, measuredAt: time(20) } },
  ],
  [
    'never told how it is, as long as it is here',
    { before: { ...well, score: null, measuredAt: null }, now: { ...well, score: null, measuredAt: null } },
  ],
])('says nothing against a host that %s', (_what, over) => {
  expect(complaint(watched(over))).toBeUndefined();
});

it.each([
  ['is not connected', { now: { ...well, connected: false } }, /not connected/],
  ['was deleted', { now: undefined }, /not connected/],
  ['is worse than before', { now: { ...well, score: 84, measuredAt: time(20) } }, /worse.*84.*85/],
  ['has not told since its command ended', { now: { ...well, measuredAt: time(10) } }, /not told since/],
  ['cannot tell any more', { now: { ...well, score: null, measuredAt: time(20) } }, /cannot tell/],
])('complains about a host that %s', (_what, over, words) => {
  expect(complaint(watched(over))).toMatch(words);
});

const terms = { healthMs: 10_000, timeoutMs: 60_000 };

it('opens when all were well for long enough without a break', () => {
  const gate = { endedAt: time(0), wellSince: null };
  const first = gateNow(gate, 0, terms, time(5));
  expect(first).toEqual({ health: 'settling', wellSince: time(5) });
  expect(gateNow({ ...gate, ...first }, 0, terms, time(14)).health).toBe('settling');
  expect(gateNow({ ...gate, ...first }, 0, terms, time(15)).health).toBe('well');
});

it('starts anew after a single complaint', () => {
  const broken = gateNow({ endedAt: time(0), wellSince: time(1) }, 1, terms, time(10));
  expect(broken).toEqual({ health: 'settling', wellSince: null });
  expect(gateNow({ endedAt: time(0), ...broken }, 0, terms, time(12)).health).toBe('settling');
});

it('is overdue when a host is still not well after the time it has', () => {
  expect(gateNow({ endedAt: time(0), wellSince: null }, 1, terms, time(59)).health).toBe('settling');
  expect(gateNow({ endedAt: time(0), wellSince: null }, 1, terms, time(60)).health).toBe('overdue');
});
