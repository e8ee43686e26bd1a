import type { ModelBudget } from '@legator/contracts';
import type { Spent } from './usage.store.js';

export const LIMITS = ['day_tokens', 'day_cost', 'month_tokens', 'month_cost'] as const;
export type BudgetLimit = (typeof LIMITS)[number];

export interface LimitState {
  readonly limit: BudgetLimit;
  readonly allowed: number;
  readonly used: number;
  readonly state: 'fine' | 'warned' | 'spent';
}

/** Where each limit stands that there is. */
export function standing(budget: ModelBudget, spent: { day: Spent; month: Spent }): LimitState[] {
  return LIMITS.flatMap((limit) => {
    const allowed = budget[limit];
    if (allowed === null) return [];
    const [period, what] = limit.split('_') as ['day' | 'month', 'tokens' | 'cost'];
    const used = spent[period][what];
    const state =
      used >= allowed ? 'spent' : used >= (allowed * budget.warn_percent) / 100 ? 'warned' : 'fine';
    return [{ limit, allowed, used, state }];
  });
}

/** Money is only spent outside of the house, so a limit of money does not stop what is inside. */
export function stops(state: LimitState, isLocal: boolean): boolean {
  return state.state === 'spent' && !(isLocal && state.limit.endsWith('_cost'));
}
