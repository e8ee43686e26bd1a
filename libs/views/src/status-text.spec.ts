import { statusText } from './status-text.js';

const counts = { total: 0, online: 0, degraded: 0, offline: 0, pending: 0 };

it.each([
  [{}, 'No probes yet.'],
  [{ total: 1, online: 1, waiting: 0 }, '1 probe, all online. Nothing waits for you.'],
  [
    { total: 248, online: 238, offline: 4, degraded: 6, waiting: 0 },
    '248 probes, 4 silent, 6 degraded. Nothing waits for you.',
  ],
  [
    { total: 10_000, pending: 2, waiting: 1 },
    '10,000 probes, 2 not connected yet. 1 request waits for approval.',
  ],
  [{ total: 3, online: 3, waiting: 12 }, '3 probes, all online. 12 requests wait for approval.'],
])('says of %j: %s', (over, text) => {
  expect(statusText({ ...counts, ...over }, 'no')).toBe(text);
});

it.each([
  ['all', 'Execution is frozen.'],
  ['part', 'Execution is frozen in part.'],
] as const)('never leaves out that execution is frozen: %s', (frozen, text) => {
  expect(statusText({ ...counts, total: 2 }, frozen)).toBe(`2 probes, all online. ${text}`);
});
