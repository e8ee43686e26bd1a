import type { Share } from '@legator/contracts';

type Rounding = 'down' | 'up';

/** How many of so many a share is; `5` is 5, `10%` of 25 is 2 or 3. Never more than there are. */
export function partOf(share: Share, total: number, rounding: Rounding): number {
  const text = String(share).trim();
  if (!text.endsWith('%')) return Math.min(Number(text), total);
  // In hundredths of a percent and whole numbers, because 7% of 100 must not become 7.000000000000001.
  const hundredths = Math.round(Number(text.slice(0, -1)) * 100);
  const exact = (hundredths * total) / 10_000;
  return Math.min(rounding === 'down' ? Math.floor(exact) : Math.ceil(exact), total);
}

/** The same, but one at least: a rollout that touches no host at a time would never end. */
export function someOf(share: Share, total: number): number {
  return Math.max(1, partOf(share, total, 'down'));
}
