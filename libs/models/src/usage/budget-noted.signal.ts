import type { Signal } from '@legator/core';
import type { LimitState } from './budget.js';

/** A limit of what models may use is near, or reached. Once for each in its day or month. */
export class BudgetNoted implements Signal {
  static readonly type = 'models.budget_noted';
  readonly type = BudgetNoted.type;
  readonly subject;
  readonly summary: string;
  readonly payload;
  readonly dedupeKey: string;

  constructor(tenantId: string, { limit, allowed, used, state }: LimitState, at: Date) {
    this.subject = { type: 'tenant', id: tenantId };
    const what = limit.replace('_', ' limit of ').replace('cost', 'money');
    this.summary =
      state === 'spent' ? `The ${what} for models is reached` : `The ${what} for models is nearly reached`;
    this.payload = { limit, allowed, used, state };
    const period = at.toISOString().slice(0, limit.startsWith('day') ? 10 : 7);
    this.dedupeKey = `models.budget:${limit}:${period}:${allowed}:${state}`;
  }
}
