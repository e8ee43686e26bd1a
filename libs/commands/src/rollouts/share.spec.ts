import { isRolling, RollingOptions, Share } from '@legator/contracts';
import { partOf, someOf } from './share.js';

it.each([
  ['10%', 20, 2],
  ['10%', 25, 2],
  ['10%', 5, 1],
  ['1%', 1, 1],
  ['0.01%', 20_000, 2],
  ['7%', 100, 7],
  ['29%', 100, 29],
  ['100%', 3, 3],
  [5, 3, 3],
  ['2', 10, 2],
  ['50 %', 4, 2],
  ['33%', 0, 1],
])('takes %s of %i hosts as %i at a time, and never none', (share, total, hosts) => {
  expect(someOf(share, total)).toBe(hosts);
});

it.each([
  ['10%', 5, 0, 1],
  ['10%', 25, 2, 3],
  ['12.5%', 8, 1, 1],
  ['0%', 9, 0, 0],
  [0, 9, 0, 0],
  [3, 9, 3, 3],
  [9, 3, 3, 3],
  ['100%', 7, 7, 7],
])('rounds %s of %i down to %i where less is safer, up to %i for canaries', (share, total, down, up) => {
  expect([partOf(share, total, 'down'), partOf(share, total, 'up')]).toEqual([down, up]);
});

it('never asks for more than there are, and rounds by less than one', () => {
  for (let total = 0; total <= 60; total += 1)
    for (let percent = 0; percent <= 100; percent += 1) {
      const [down, up] = [partOf(`${percent}%`, total, 'down'), partOf(`${percent}%`, total, 'up')];
      expect(down).toBeLessThanOrEqual(up);
      expect(up).toBeLessThanOrEqual(total);
      expect(up - down).toBe((percent * total) % 100 === 0 ? 0 : 1);
      expect(someOf(`${percent || 1}%`, total)).toBeGreaterThan(0);
    }
});

it.each(['-1', '101%', '100.01%', '1e3', '', '%', 'half', '5 hosts', 1.5, -1, null, '0x10', '１０%'])(
  'does not read %p as a share',
  (text) => {
    expect(Share.safeParse(text).success).toBe(false);
  },
);

it.each([0, '0', '0%', '0.00%', '00', '0 %'])('refuses %p hosts at a time', (none) => {
  expect(RollingOptions.safeParse({ max_concurrent: none }).success).toBe(false);
});

it('takes any of its options as a wish for waves, even a zero', () => {
  expect(isRolling({})).toBe(false);
  expect(isRolling({ max_errors: 0 })).toBe(true);
  expect(isRolling({ canary: 1 })).toBe(true);
});
