import { NO_BUDGET } from '@legator/contracts';
import { standing, stops } from './budget.js';

const spent = (tokens: number, cost: number) => ({ day: { tokens, cost }, month: { tokens, cost } });

it('is fine where there is no limit', () => {
  expect(standing(NO_BUDGET, spent(1e12, 1e6))).toEqual([]);
});

it.each([
  [79, 'fine'],
  [80, 'warned'],
  [99, 'warned'],
  [100, 'spent'],
  [500, 'spent'],
])('of 100 tokens, %i used up are %s', (tokens, state) => {
  expect(standing({ ...NO_BUDGET, day_tokens: 100 }, spent(tokens, 0))).toMatchObject([{ state }]);
});

it('allows nothing where the limit is nothing', () => {
  const [state] = standing({ ...NO_BUDGET, month_tokens: 0 }, spent(0, 0));
  expect([state!.state, stops(state!, true)]).toEqual(['spent', true]);
});

it('stops models in the house by tokens, not by money', () => {
  const all = standing({ ...NO_BUDGET, day_tokens: 1, month_cost: 1 }, spent(1, 1));
  expect(all.map((one) => [one.limit, stops(one, true), stops(one, false)])).toEqual([
    ['day_tokens', true, true],
    ['month_cost', false, true],
  ]);
});
