import { UpstreamHeartbeat, UpstreamInventory } from '@legator/contracts';
import { outcomeOf, toInventory, toVitals } from './upstream-facts.js';

it('takes a zero for what the probe does not know', () => {
  expect(toVitals(UpstreamHeartbeat.parse({ load_avg: [0, 0, 0] }))).toEqual({});
});

it('takes the first year for a time that was never set', () => {
  const now = new Date('2026-01-02T03:04:05Z');
  const inventory = UpstreamInventory.parse({ hostname: 'a', collected_at: '0001-01-01T00:00:00Z' });
  expect(toInventory(inventory, now)!.collected_at).toBe(now.toISOString());
});

it('gives up on an inventory that no limit can save', () => {
  const inventory = UpstreamInventory.parse({ hostname: 'x'.repeat(5_000) });
  expect(toInventory(inventory, new Date())).toBeUndefined();
});

it.each([
  [0, '', 'exited'],
  [3, 'policy violation: x', 'exited'],
  [-1, 'policy violation: blocked', 'refused'],
  [-1, 'command rejected: bad signature', 'refused'],
  [-1, '', 'timed_out'],
  [-1, 'exec: "nope": executable file not found', 'not_started'],
])('reads exit code %d with stderr "%s" as %s', (exit_code, stderr, outcome) => {
  expect(outcomeOf({ exit_code, stderr })).toBe(outcome);
});
