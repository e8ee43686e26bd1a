import { RequestRates } from './request-rates.js';

it('lets as many through as a minute has, and says when the next one begins', () => {
  const rates = new RequestRates(3);
  expect([0, 1, 2, 3].map((at) => rates.count('k', at * 1_000))).toEqual([
    { limit: 3, remaining: 2, resetSeconds: 60, exceeded: false },
    { limit: 3, remaining: 1, resetSeconds: 59, exceeded: false },
    { limit: 3, remaining: 0, resetSeconds: 58, exceeded: false },
    { limit: 3, remaining: 0, resetSeconds: 57, exceeded: true },
  ]);
  expect(rates.count('k', 60_000)).toMatchObject({ remaining: 2, exceeded: false });
});

it('counts each caller alone', () => {
  const rates = new RequestRates(1);
  expect([rates.count('a', 0), rates.count('b', 0), rates.count('a', 0)]).toMatchObject([
    { exceeded: false },
    { exceeded: false },
    { exceeded: true },
  ]);
});

it('counts nobody when there is no limit', () => {
  expect(new RequestRates(0).count('a', 0)).toBeUndefined();
});

it('does not grow with the number of callers', () => {
  const rates = new RequestRates(1);
  for (let at = 0; at < 25_000; at += 1) rates.count(`k${at}`, 0);
  expect((rates as unknown as { windows: Map<string, unknown> }).windows.size).toBeLessThanOrEqual(10_000);
});
